import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Option, useRegistry } from './useRegistry';
import { useWords } from './words';

/** The parts of a classification that a person may put right. */
export const PARTS = ['caseType', 'category', 'topic', 'urgency', 'area', 'responseLevel'] as const;
export type Part = (typeof PARTS)[number];

/** The categories of D2. */
export const CATEGORIES = [
  'public-safety',
  'government-services',
  'civil-affairs',
  'public-services',
  'civilised-city',
  'rural-reform',
  'education',
  'environment',
];

const CODES: Partial<Record<Part, string[]>> = {
  caseType: ['consult', 'help', 'suggest', 'criticise', 'complain', 'report'],
  category: CATEGORIES,
  urgency: ['urgent', 'normal'],
  responseLevel: ['emergency', 'utility', 'general', 'complex'],
};

interface Props {
  part: Part;
  value: string | null | undefined;
  /** The category under which topics are offered. */
  category?: string | null;
  onChange: (value: string | null) => void;
}

/** Chooses one part of a classification by its name. */
export function PartChoice({ part, value, category, onChange }: Props) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { areas, topicsOf } = useRegistry();
  const named = (codes: string[]): Option[] => codes.map((code) => ({ value: code, label: word(part, code) }));
  const options = part === 'area' ? areas : part === 'topic' ? topicsOf(category) : named(CODES[part]!);
  return (
    <Select
      size="small"
      showSearch
      optionFilterProp="label"
      popupMatchSelectWidth={false}
      style={{ minWidth: 110, maxWidth: '100%' }}
      aria-label={t('desk.correct', { part: t(`desk.part.${part}`) })}
      allowClear={part === 'area' || part === 'topic'}
      value={value || undefined}
      onChange={(chosen?: string) => onChange(chosen ?? null)}
      options={options}
    />
  );
}
