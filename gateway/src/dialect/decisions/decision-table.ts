import { DialectError, type Finding } from '../model';
import { documentTypeFinding } from '../sanitize';

/** DMN's hit policies, all of which Zeebe has. */
const HIT_POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'];

/** The id that a tag belongs to: its own or the nearest decision's before it. */
function owner(xml: string, at: number): string | undefined {
  return [...xml.slice(0, at).matchAll(/<(?:\w+:)?decision\s(?:[^<>]*?\s)?id="([^"]+)"/g)].pop()?.[1];
}

/** Refuses a decision file that the engine would evaluate otherwise than FEEL, or at all but by FEEL. Throws DialectError. */
export function checkDmn(resourceName: string, xml: string): void {
  const findings: Finding[] = [];
  const documentType = documentTypeFinding(xml);
  if (documentType) {
    findings.push(documentType);
  }
  for (const { 1: language, index } of xml.matchAll(/\bexpressionLanguage="([^"]*)"/g)) {
    if (language !== '' && !/feel/i.test(language!)) {
      findings.push({
        code: 'not-supported',
        elementId: owner(xml, index),
        construct: 'dmn:expressionLanguage',
        message: `The expression language '${language}' is not supported: only FEEL is`,
      });
    }
  }
  for (const { 1: policy, index } of xml.matchAll(/\bhitPolicy="([^"]*)"/g)) {
    if (!HIT_POLICIES.includes(policy!)) {
      findings.push({
        code: 'not-supported',
        elementId: owner(xml, index),
        construct: 'dmn:hitPolicy',
        message: `The hit policy '${policy}' is not supported`,
      });
    }
  }
  if (findings.length > 0) {
    throw new DialectError(resourceName, findings);
  }
}
