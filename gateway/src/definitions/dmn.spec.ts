import { resultOfDecision } from './dmn';

const file = `<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/" id="file" name="File">
  <dmn:decision name="All" id="all"><dmn:decisionTable id="t1" hitPolicy="COLLECT"><dmn:input id="i" /></dmn:decisionTable></dmn:decision>
  <dmn:decision id="ordered"><dmn:decisionTable hitPolicy="RULE ORDER" id="t2" /></dmn:decision>
  <dmn:decision id="sorted"><dmn:decisionTable id="t3" hitPolicy="OUTPUT ORDER" /></dmn:decision>
  <dmn:decision id="sum"><dmn:decisionTable id="t4" hitPolicy="COLLECT" aggregation="SUM" /></dmn:decision>
  <dmn:decision id="first"><dmn:decisionTable id="t5" hitPolicy="FIRST" /></dmn:decision>
  <dmn:decision id="unique"><dmn:decisionTable id="t6" /></dmn:decision>
  <dmn:decision id="literal"><dmn:literalExpression id="l" /></dmn:decision>
  <dmn:decision id="last"><dmn:decisionTable id="t7" hitPolicy="COLLECT" /></dmn:decision>
</dmn:definitions>`;

describe('What the result of a decision is, by the hit policy of its own table', () => {
  it.each([
    ['all', 'list'],
    ['ordered', 'list'],
    ['sorted', 'list'],
    ['sum', 'aggregate'],
    ['first', 'single'],
    ['unique', 'single'],
    ['literal', 'single'],
    ['none-of-the-file', 'single'],
  ])('%s: %s', (decision, result) => expect(resultOfDecision(file, decision)).toBe(result));
});
