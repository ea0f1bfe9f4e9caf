import { useTranslation } from 'react-i18next';

/** Words for codes and instants; a code that the texts do not know is shown as it is. */
export function useWords(): {
  word: (kind: string, code: string | null | undefined) => string;
  time: (instant: string | null | undefined) => string;
} {
  const { t, i18n } = useTranslation();
  return {
    word: (kind, code) => (code ? t(`${kind}.${code}`, { defaultValue: code }) : ''),
    time: (instant) =>
      instant
        ? new Date(instant).toLocaleString(i18n.language, {
            timeZone: 'Asia/Shanghai',
            dateStyle: 'short',
            timeStyle: 'short',
          })
        : '',
  };
}
