import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import en from '../i18n/en.json';
import zhCN from '../i18n/zh-CN.json';
import { VERIFY_RULES } from './findings';
import { WHERE_IT_STANDS } from './process-rules';

describe('what the checker names is there', () => {
  it('names elements that the trunk has', () => {
    const diagram = readFileSync(join(process.cwd(), 'bpmn', 'hotline-case.bpmn'), 'utf8');
    const named = [...new Set(Object.values(WHERE_IT_STANDS).flat())];
    expect(named.filter((element) => !diagram.includes(`id="${element}"`))).toEqual([]);
  });

  it('names every step of the trunk at which a case waits', () => {
    const diagram = readFileSync(join(process.cwd(), 'bpmn', 'hotline-case.bpmn'), 'utf8');
    // event sub-processes run beside the trunk; only merging takes its place
    const trunk = diagram.replace(/<bpmn:subProcess id="(?!merging)[\s\S]*?triggeredByEvent="true"[\s\S]*$/, '');
    const waits = [...trunk.matchAll(/<bpmn:(?:userTask|serviceTask|callActivity) id="([^"]+)"/g)].map(([, id]) => id!);
    const named = Object.values(WHERE_IT_STANDS).flat();
    expect(waits.filter((id) => !named.includes(id))).toEqual([]);
    expect(waits.length).toBeGreaterThan(10);
  });

  it('has words for every rule in both languages', () => {
    expect(Object.keys(zhCN.verify).sort()).toEqual(Object.keys(VERIFY_RULES).sort());
    expect(Object.keys(en.verify).sort()).toEqual(Object.keys(VERIFY_RULES).sort());
  });
});
