import i18next from 'i18next';
import collected from 'bpmn-js-i18n/translations/zn';
import own from '../i18n/modeler.zh-CN.json';

const CHINESE: Record<string, string> = { ...collected, ...own };

/**
 * The words of bpmn.io's editors, panels and forms: the project's own collection, and ours for what it lacks or says
 * otherwise; English as they are written. {name} is replaced as bpmn-js does.
 */
export function translate(template: string, values: Record<string, string> = {}): string {
  const chinese = i18next.language.startsWith('zh') ? CHINESE[template] : undefined;
  return (chinese ?? template).replace(/{([^}]+)}/g, (whole, name: string) => values[name] ?? whole);
}

/** The module that bpmn-js, dmn-js and form-js take. */
export const translateModule = { translate: ['value', translate] };
