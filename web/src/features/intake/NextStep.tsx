import { useQuery } from '@tanstack/react-query';
import { Card, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CaseTasks } from '../../components/CaseTasks';
import { useWords } from '../../components/words';
import { getRegistered } from './intake.request';

/** Until the process has decided, it is asked so often. */
const SOON_MS = 2_000;

/** What becomes of a case that was registered just now: answered, transferred or escalated, and whose turn it is. */
export function NextStep({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { data } = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => getRegistered(caseId),
    refetchInterval: ({ state }) => (state.data?.disposal ? false : SOON_MS),
  });
  return (
    <Card
      size="small"
      title={t('intake.nextStep')}
      style={{ maxWidth: 640, width: '100%', margin: '0 auto', textAlign: 'left' }}
    >
      {data?.disposal && (
        <Typography.Paragraph>
          {t('case.disposal')}：<strong>{word('disposal', data.disposal)}</strong>
          {data.assignments.length > 0 && ` → ${data.assignments.map(({ unitName }) => unitName).join('、')}`}
        </Typography.Paragraph>
      )}
      <CaseTasks caseId={caseId} everyMs={SOON_MS} none={data?.disposal ? undefined : t('intake.deciding')} />
    </Card>
  );
}
