import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './kpi';
import { call, kpiCases } from './kpi.cases';
import { readKpiTargets } from './kpi-config';

const CONFIG = join(process.cwd(), 'config');
const targets = readKpiTargets(CONFIG);
const ZONE = 'Asia/Shanghai';

describe('the measures of D1 一(二)', () => {
  it.each(kpiCases.map((one) => [one.measure, one.name, one] as const))('%s: %s', (_measure, _name, one) => {
    const facts = { calls: [], messages: [], complaints: [], exclusions: [], ...one };
    const { days } = measure(facts, targets, ZONE);
    const row = days.find(({ day, measure: name }) => day === (one.day ?? '2026-03-02') && name === one.measure);
    expect(row).toMatchObject(one.expected);
  });

  it('adds the days up to the period: a mean of rates would let a quiet day hide a busy one', () => {
    const busy = Array.from({ length: 90 }, () => call('10:00:00', null));
    const quiet = { ...call('10:00:00', 3), incomingAt: new Date('2026-03-03T10:00:00+08:00') };
    const { days, total } = measure(
      { calls: [...busy, quiet], messages: [], complaints: [], exclusions: [] },
      targets,
      ZONE,
    );
    expect(days.filter(({ measure: name }) => name === 'person-answered').map(({ rate }) => rate)).toEqual([0, 1]);
    expect(total.find(({ measure: name }) => name === 'person-answered')).toMatchObject({
      numerator: 1,
      denominator: 91,
    });
  });

  it('takes its targets from config/kpi.yaml', () => {
    const strict = { ...targets, calls: { ...targets.calls, inTimeSeconds: 10 } };
    const facts = { calls: [call('10:00:00', 12)], messages: [], complaints: [], exclusions: [] };
    expect(measure(facts, targets, ZONE).total[1]).toMatchObject({ numerator: 1 });
    expect(measure(facts, strict, ZONE).total[1]).toMatchObject({ numerator: 0 });
  });
});

describe('config/kpi.yaml', () => {
  const changed = (change: (text: string) => string): (() => unknown) => {
    const folder = mkdtempSync(join(tmpdir(), 'kpi-'));
    writeFileSync(join(folder, 'kpi.yaml'), change(readFileSync(join(CONFIG, 'kpi.yaml'), 'utf8')));
    return () => readKpiTargets(folder);
  };

  it('is refused with file, line and key when a target is no share', () => {
    expect(changed((text) => text.replace('0.95', '95'))).toThrow(/config\/kpi\.yaml:3: calls\.answeredTarget: /);
  });

  it('is refused when the weights do not sum to 100', () => {
    expect(changed((text) => text.replace('onTime: 30', 'onTime: 40'))).toThrow(/assessment: weights must sum to 100/);
  });
});
