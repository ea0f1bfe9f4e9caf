import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import zhCN from './zh-CN.json';

const chosen = 'hotline.language';

void i18next.use(initReactI18next).init({
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  lng: localStorage.getItem(chosen) ?? 'zh-CN',
  fallbackLng: 'zh-CN',
  interpolation: { escapeValue: false },
});

/** Readers of the page's text and of the tab's title hear the same language. */
function tellThePage(language: string): void {
  document.documentElement.lang = language;
  document.title = i18next.t('app.title');
}

tellThePage(i18next.language);
i18next.on('languageChanged', (language) => {
  localStorage.setItem(chosen, language);
  tellThePage(language);
});
