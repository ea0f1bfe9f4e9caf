import { useTranslation } from 'react-i18next';
import { hotlineZone } from './today';

/** Words for codes and instants; a code that the texts do not know is shown as it is. */
export function useWords(): {
  word: (kind: string, code: string | null | undefined) => string;
  time: (instant: string | null | undefined) => string;
  /** All codes of a kind with their words, as a select takes them. */
  options: (kind: string) => { value: string; label: string }[];
} {
  const { t, i18n } = useTranslation();
  return {
    word: (kind, code) => (code ? t(`${kind}.${code}`, { defaultValue: code }) : ''),
    options: (kind) =>
      Object.entries(t(kind, { returnObjects: true }) as unknown as Record<string, string>).map(([value, label]) => ({
        value,
        label,
      })),
    time: (instant) =>
      instant
        ? new Date(instant).toLocaleString(i18n.language, {
            timeZone: hotlineZone(),
            dateStyle: 'short',
            timeStyle: 'short',
          })
        : '',
  };
}
