import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../components/words';
import type { RuleView } from './cases.request';

/** The rule with its figures, by the decision that will judge the request: seen before it is sent, not after it is refused. */
export function RuleNote({ rule, what }: { rule: RuleView; what: 'return' | 'extension' }) {
  const { t } = useTranslation();
  const { time } = useWords();
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
