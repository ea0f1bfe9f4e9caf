import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import type { CaseRow, Page } from '../api/types';
import { Choice } from './Choice';
import { useSettled } from './useKept';

const PAUSE_MS = 300;

interface Props {
  id?: string;
  value?: string;
  onChange?: (caseId: string) => void;
}

/** One of the cases that the typed words or number find. */
export function CaseChoice({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), PAUSE_MS);
  const { data, isFetching } = useQuery({
    queryKey: ['cases', 'found', search],
    queryFn: () => request<Page<CaseRow>>(`/cases?${new URLSearchParams({ search, pageSize: '10' })}`),
    enabled: search !== '',
  });
  return (
    <Choice
      id={id}
      value={value}
      onChange={onChange}
      showSearch
      filterOption={false}
      loading={isFetching}
      onSearch={setTyped}
      placeholder={t('case.search')}
      notFoundContent={null}
      options={(data?.items ?? []).map(({ id: caseId, number, title }) => ({
        value: caseId,
        label: `${number} ${title ?? ''}`,
      }))}
    />
  );
}
