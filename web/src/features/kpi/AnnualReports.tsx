import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Select, Spin, Tag } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../../components/save';
import { today } from '../../components/today';
import { getAnnualDocument, listAnnualReports } from './kpi.request';

/** Loaded when it is opened: pdf.js is larger than the page. */
const PdfView = lazy(async () => ({ default: (await import('../../components/PdfView')).PdfView }));

/** The annual report (D3 第九条) as the standing committee gets it; of a year that is not compiled, as it would be today. */
export function AnnualReports() {
  const { t } = useTranslation();
  const thisYear = today().year();
  const [year, setYear] = useState(thisYear);
  const reports = useQuery({ queryKey: ['kpi', 'annual'], queryFn: listAnnualReports });
  const compiled = reports.data?.find((report) => report.year === year);
  const years = useMemo(
    () =>
      [...new Set([thisYear, thisYear - 1, ...(reports.data ?? []).map((report) => report.year)])].sort(
        (one, other) => other - one,
      ),
    [reports.data, thisYear],
  );
  const document = useQuery({
    queryKey: ['kpi', 'annual', year, compiled?.compiledAt],
    queryFn: () => getAnnualDocument(year, !compiled),
    enabled: reports.data !== undefined,
  });
  const failed = reports.error ?? document.error;
  return (
    <Flex vertical gap="middle">
      {failed && <Alert type="error" showIcon message={failed.message} />}
      <Flex gap="middle" align="center" wrap>
        <Select
          aria-label={t('kpi.year')}
          value={year}
          onChange={setYear}
          options={years.map((value) => ({ value, label: String(value) }))}
        />
        <Tag color={compiled ? 'green' : 'orange'}>
          {t(compiled ? `kpi.annualStatus.${compiled.status}` : 'kpi.annualStatus.preview')}
        </Tag>
        <Button disabled={!document.data} onClick={() => save(document.data!, `annual-report-${year}.pdf`)}>
          {t('kpi.takeAway', { format: 'PDF' })}
        </Button>
      </Flex>
      <div style={{ maxWidth: 860 }}>
        {document.data ? (
          <Suspense fallback={<Spin />}>
            <PdfView file={document.data} label={t('kpi.annual')} />
          </Suspense>
        ) : (
          !failed && <Spin />
        )}
      </div>
    </Flex>
  );
}
