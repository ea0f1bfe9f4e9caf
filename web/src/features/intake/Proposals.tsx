import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Collapse, Empty, Flex, List, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettled } from '../../components/useKept';
import { useWords } from '../../components/words';
import { type Correction, ProposedParts } from './ProposedParts';
import { findSimilar, historyOf, propose, proposeUnits, type Typed } from './intake.request';

const PAUSE_MS = 600;
const SHORTEST = 4;
const SHOWN = 5;
const PHONE = /^\+?[\d\- ]{7,30}$/;

interface Props {
  typed: Typed;
  phone: string;
  chosenUnit: string | null;
  correction: Correction;
  onCorrect: (correction: Correction) => void;
  onChooseUnit: (unit: string | null) => void;
  onUseArticle: (answer: string) => void;
}

/** What helps while the agent types: proposals with the reason of each, similar cases, articles, the caller's history. */
export function Proposals(props: Props) {
  const { typed, phone, chosenUnit, correction, onCorrect, onChooseUnit, onUseArticle } = props;
  const { t } = useTranslation();
  const { word, time } = useWords();
  const text = useSettled(JSON.stringify(typed), PAUSE_MS);
  const settled = JSON.parse(text) as Typed;
  const caller = useSettled(phone, PAUSE_MS);
  const enabled = settled.content.trim().length >= SHORTEST;
  const same = { staleTime: Infinity, gcTime: 0, placeholderData: <T,>(before: T) => before };
  const proposed = useQuery({ queryKey: ['propose', text], queryFn: () => propose(settled), enabled, ...same });
  const units = useQuery({ queryKey: ['propose-units', text], queryFn: () => proposeUnits(settled), enabled, ...same });
  const similar = useQuery({ queryKey: ['similar', text], queryFn: () => findSimilar(settled), enabled, ...same });
  const history = useQuery({
    queryKey: ['caller', caller],
    queryFn: () => historyOf(caller),
    enabled: PHONE.test(caller),
    gcTime: 0,
  });
  const proposal = proposed.data?.proposal;
  return (
    <Flex vertical gap="small" aria-live="polite">
      {[proposed.error, units.error, similar.error, history.error].map(
        (error) => error && <Alert key={error.message} type="warning" showIcon message={error.message} />,
      )}
      <ProposedParts because={proposal?.because} correction={correction} onCorrect={onCorrect} />
      {units.data && (
        <Card size="small" title={t('desk.units')}>
          <List
            size="small"
            dataSource={units.data.units.slice(0, SHOWN)}
            locale={{ emptyText: <Empty image={null} description={t('desk.noUnit')} /> }}
            renderItem={({ unit, unitName, role, reasons }) => (
              <List.Item
                actions={[
                  <Button
                    key="choose"
                    size="small"
                    type={chosenUnit === unit ? 'primary' : 'default'}
                    aria-pressed={chosenUnit === unit}
                    onClick={() => onChooseUnit(chosenUnit === unit ? null : unit)}
                  >
                    {t(chosenUnit === unit ? 'desk.chosen' : 'desk.choose')}
                  </Button>,
                ]}
              >
                <List.Item.Meta
                  title={
                    <>
                      {unitName} {role && <Tag color="green">{word('role', role)}</Tag>}
                    </>
                  }
                  description={reasons.map(({ text: reason }) => reason).join('；')}
                />
              </List.Item>
            )}
          />
        </Card>
      )}
      {similar.data && similar.data.length > 0 && (
        <Card size="small" title={t('desk.similar')}>
          <List
            size="small"
            dataSource={similar.data.slice(0, SHOWN)}
            renderItem={({ caseId, number, title, stage, likeness, same: isSame, inCommon }) => (
              <List.Item>
                <List.Item.Meta
                  title={
                    <>
                      <Link to={`/cases/${caseId}`}>{number}</Link> {title}{' '}
                      <Tag color={isSame ? 'red' : 'default'}>
                        {t(isSame ? 'desk.sameMatter' : 'desk.likeness', { percent: Math.round(likeness * 100) })}
                      </Tag>
                    </>
                  }
                  description={`${word('stage', stage)}；${t('desk.inCommon', { words: inCommon.slice(0, SHOWN).join('、') })}`}
                />
              </List.Item>
            )}
          />
        </Card>
      )}
      {proposed.data && proposed.data.articles.length > 0 && (
        <Card size="small" title={t('desk.articles')}>
          <Collapse
            size="small"
            items={proposed.data.articles.map(({ code, title, answer, answers }) => ({
              key: code,
              label: (
                <>
                  {title} <Tag color={answers ? 'green' : 'default'}>{t(answers ? 'desk.answers' : 'desk.near')}</Tag>
                </>
              ),
              children: (
                <>
                  <Typography.Paragraph>{answer}</Typography.Paragraph>
                  <Button size="small" onClick={() => onUseArticle(answer)}>
                    {t('desk.readOut')}
                  </Button>
                </>
              ),
            }))}
          />
        </Card>
      )}
      {history.data && (
        <Card size="small" title={t('desk.history', { count: history.data.length })}>
          <List
            size="small"
            dataSource={history.data}
            locale={{ emptyText: t('desk.firstCall') }}
            renderItem={({ id, number, title, stage, receivedAt }) => (
              <List.Item>
                <Link to={`/cases/${id}`}>{number}</Link> {title} · {word('stage', stage)} · {time(receivedAt)}
              </List.Item>
            )}
          />
        </Card>
      )}
    </Flex>
  );
}
