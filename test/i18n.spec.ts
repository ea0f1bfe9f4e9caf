import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from '../src/audit/audit-actions';
import en from '../src/i18n/en.json';
import zhCN from '../src/i18n/zh-CN.json';
import webEn from '../web/src/i18n/en.json';
import webZhCN from '../web/src/i18n/zh-CN.json';

/** All keys of a tree of texts, by their paths. */
function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value as object, `${path}${key}.`) : [`${path}${key}`],
  );
}

describe('texts in two languages', () => {
  it.each([
    ['src/i18n', zhCN, en],
    ['web/src/i18n', webZhCN, webEn],
  ])('%s has the same keys in both', (_folder, chinese, english) => {
    expect(keysOf(chinese).sort()).toEqual(keysOf(english).sort());
  });

  it.each([
    ['src/i18n/en.json', en],
    ['web/src/i18n/en.json', webEn],
  ])('%s speaks English', (_file, english) => {
    const { app: _own, ...texts } = english as Record<string, object>;
    expect(JSON.stringify(texts)).not.toMatch(/[一-鿿]{6,}/);
  });

  it.each([
    ['auditAction', webZhCN.auditAction, AUDIT_ACTIONS],
    ['auditSubject', webZhCN.auditSubject, AUDIT_SUBJECTS],
  ])('%s has a word for everything that the audit trail tells of, and for nothing else', (_kind, words, codes) => {
    expect(Object.keys(words).sort()).toEqual([...codes].sort());
  });

  it('taskName has a word for every task that people do, in Chinese the diagrams’ own', () => {
    const names = readdirSync('bpmn')
      .filter((name) => name.endsWith('.bpmn'))
      .flatMap((name) => [
        ...readFileSync(join('bpmn', name), 'utf8').matchAll(/<bpmn:userTask id="([^"]*)" name="([^"]*)"/g),
      ])
      .map(([, id, name]) => [id, name]);
    expect(webZhCN.taskName).toEqual(Object.fromEntries(names));
  });
});
