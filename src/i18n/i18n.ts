import i18next from 'i18next';
import en from './en.json';
import zhCN from './zh-CN.json';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const instance = i18next.createInstance();
void instance.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  // What is said goes into JSON and text messages; documents escape for themselves.
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
});

/** The words of a key, Chinese where no language is given. A key without words is its own text. */
export function translate(key: string, params: Record<string, unknown> = {}, language: Language = 'zh-CN'): string {
  return instance.t(key, { ...params, lng: language });
}

/** The first language of an Accept-Language header that we speak; Chinese otherwise. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.split(';')[0]!.trim().toLowerCase();
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}
