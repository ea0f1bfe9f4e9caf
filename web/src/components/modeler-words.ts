import i18next from 'i18next';
import chinese from 'bpmn-js-i18n/translations/zn';

/**
 * The words of bpmn-js and its panels: the project's collection for bpmn-js, ours (modeler.*) for the panels, English as
 * they are written. {name} is replaced as bpmn-js does.
 */
function translate(template: string, values: Record<string, string> = {}): string {
  const own = i18next.getResource(i18next.language, 'translation', 'modeler') as Record<string, string> | undefined;
  const translated = own?.[template] ?? (i18next.language.startsWith('zh') ? chinese[template] : undefined) ?? template;
  return translated.replace(/{([^}]+)}/g, (whole, name: string) => values[name] ?? whole);
}

/** The module that bpmn-js and dmn-js take. */
export const translateModule = { translate: ['value', translate] };
