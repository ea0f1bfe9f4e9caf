import { DatePicker, Flex, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { instantOf, onClock } from '../../components/today';
import { usePeopleOptions } from '../../components/usePeople';
import { useWords } from '../../components/words';
import type { AuditFilter } from './audit.request';

/** Who, what, about what, when. */
export function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const { t } = useTranslation();
  const people = usePeopleOptions();
  const { options: wordsOf } = useWords();
  const choice = (name: keyof AuditFilter, label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch
      optionFilterProp="label"
      style={{ width: 200 }}
      value={filter[name]}
      options={options}
      onChange={(value?: string) => onChange({ ...filter, [name]: value })}
    />
  );
  return (
    <Flex gap="middle" wrap>
      {choice('actor', t('audit.actor'), people)}
      {choice('action', t('audit.action'), wordsOf('auditAction'))}
      {choice('subjectType', t('audit.subjectType'), wordsOf('auditSubject'))}
      <Input.Search
        aria-label={t('audit.subject')}
        placeholder={t('audit.subject')}
        allowClear
        maxLength={100}
        style={{ width: 220 }}
        onSearch={(text) => onChange({ ...filter, subjectId: text.trim() || undefined })}
      />
      <DatePicker.RangePicker
        aria-label={t('audit.period')}
        value={filter.from && filter.to ? [onClock(filter.from), onClock(filter.to).subtract(1, 'day')] : null}
        onChange={(days) =>
          onChange({
            ...filter,
            from: days?.[0] ? instantOf(days[0].startOf('day')) : undefined,
            to: days?.[1] ? instantOf(days[1].add(1, 'day').startOf('day')) : undefined,
          })
        }
      />
    </Flex>
  );
}
