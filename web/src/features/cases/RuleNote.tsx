import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../components/words';
import { getRules } from './cases.request';

interface Props {
  assignmentId: string;
  what: 'return' | 'extension';
  /** What the form asks for so far. */
  asked: { days: number; forceMajeure: boolean };
}

/** The rule with its figures, by the decision that will judge the request: seen before it is sent, not after it is refused. */
export function RuleNote({ assignmentId, what, asked }: Props) {
  const { t } = useTranslation();
  const { time } = useWords();
  const { data } = useQuery({
    queryKey: ['rules', assignmentId, asked],
    queryFn: () => getRules(assignmentId, asked),
    placeholderData: (before) => before,
  });
  const rule = data?.[what];
  if (!rule) return null;
  const { figures, source } = rule;
  const due = time(figures.due as string | null);
  return (
    <Alert
      showIcon
      type={rule.allowed ? 'info' : 'error'}
      style={{ marginBottom: 12 }}
      message={
        rule.allowed ? (rule.newDue ? t('rule.newDue', { due: time(rule.newDue) }) : t('rule.mayReturn')) : rule.words
      }
      description={
        <>
          {t(`rule.${what}`, { ...figures, due })}
          {figures.forceMajeureOnly === true && ` ${t('rule.forceMajeureOnly')}`}
          {` ${t('rule.source', source)}`}
        </>
      }
    />
  );
}
