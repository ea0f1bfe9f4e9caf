import { readdirSync, readFileSync } from 'node:fs';
import { calledBy, inTrial, isOfTrial, outOfTrial, trialDiagram, trialTable } from './trial-copy';

const read = (name: string) => readFileSync(`bpmn/${name}`, 'utf8');

describe('a copy for a trial touches nothing real', () => {
  it.each(readdirSync('bpmn').filter((name) => name.endsWith('.bpmn')))('%s', async (name) => {
    const { processes } = await calledBy(read(name));
    const { xml, processId, jobTypes } = await trialDiagram(read(name), 't1', new Set(processes));
    expect(isOfTrial(processId)).toBe(true);
    const all = (pattern: RegExp) => [...xml.matchAll(pattern)].map((match) => match[1]!);
    const touched = [
      ...all(/<zeebe:taskDefinition type="([^"]+)"/g),
      ...all(/<bpmn:message [^>]*name="([^"]+)"/g),
      ...all(/<zeebe:calledElement processId="([^"]+)"/g),
    ];
    expect(touched.filter((id) => !isOfTrial(id))).toEqual([]);
    expect(all(/candidateGroups="([^"]+)"/g).filter((group) => group !== 'trial')).toEqual([]);
    expect(jobTypes.map(outOfTrial).sort()).toEqual(
      [...new Set([...read(name).matchAll(/<zeebe:taskDefinition type="([^"]+)"/g)].map((match) => match[1]!))].sort(),
    );
    expect(xml).not.toContain('timeCycle');
  });

  it('names the message that starts a diagram without a plain start event', async () => {
    const { startMessage } = await trialDiagram(read('hotline-case.bpmn'), 't1', new Set());
    expect(startMessage).toBe(inTrial('case-registered', 't1'));
    expect((await trialDiagram(read('handle-assignment.bpmn'), 't1', new Set())).startMessage).toBeNull();
  });

  it('gives a table another id and leaves its rows', async () => {
    const copy = await trialTable(read('time-limits.dmn'), 't1');
    expect(copy).toContain(`id="${inTrial('time-limits', 't1')}"`);
    expect(copy.match(/<rule /g)!.length).toBe(read('time-limits.dmn').match(/<rule /g)!.length);
  });
});
