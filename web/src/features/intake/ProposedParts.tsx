import { Button, Card, Flex, Progress, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Because } from '../../api/types';
import { type Part, PartChoice, PARTS } from '../../components/PartChoice';
import { useRegistry } from '../../components/useRegistry';
import { useWords } from '../../components/words';

/** What the agent put right of a proposal; null takes an area or a topic away. */
export type Correction = Partial<Record<Part, string | null>>;

/** So many of what else it might be are one click away; the others are in the list. */
const ALTERNATIVES = 2;

interface Props {
  because: Because[] | undefined;
  correction: Correction;
  onCorrect: (correction: Correction) => void;
}

/** The proposed classification, each part with its certainty and the words that decided; one choice puts a part right. */
export function ProposedParts({ because, correction, onCorrect }: Props) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { areaName, topicName } = useRegistry();
  const proposed = (part: Part) => because?.find((one) => one.part === part);
  const nameOf = (part: Part, value: string | undefined) =>
    !value ? '–' : part === 'area' ? areaName(value) : part === 'topic' ? topicName(value) : word(part, value);
  const category = correction.category ?? proposed('category')?.value;
  const correct = (part: Part, value: string | null) => {
    const others = { ...correction };
    delete others[part];
    // a topic belongs to its category
    if (part === 'category') delete others.topic;
    onCorrect(value === (proposed(part)?.value || null) ? others : { ...others, [part]: value });
  };
  return (
    <Card size="small" title={t('desk.proposal')}>
      {!because && <Typography.Text type="secondary">{t('desk.typeOn')}</Typography.Text>}
      {because &&
        PARTS.map((part) => {
          const one = proposed(part);
          const corrected = part in correction;
          const dropped = part === 'topic' && !corrected && correction.category !== undefined;
          return (
            <Flex key={part} gap="small" align="center" wrap style={{ marginBottom: 4 }}>
              <Typography.Text type="secondary" style={{ width: 64 }}>
                {t(`desk.part.${part}`)}
              </Typography.Text>
              <PartChoice
                part={part}
                value={corrected ? correction[part] : dropped ? null : one?.value}
                category={category}
                onChange={(value) => correct(part, value)}
              />
              {corrected ? (
                <>
                  <span>{t('desk.corrected', { value: nameOf(part, one?.value) })}</span>
                  <Button size="small" type="link" onClick={() => correct(part, one?.value || null)}>
                    {t('desk.undo')}
                  </Button>
                </>
              ) : (
                one?.value && (
                  <>
                    <Progress
                      percent={Math.round(one.probability * 100)}
                      size="small"
                      style={{ width: 90, margin: 0 }}
                      aria-label={t('desk.certain', { percent: Math.round(one.probability * 100) })}
                    />
                    {one.words.length > 0 && <span>{t('desk.words', { words: one.words.join('、') })}</span>}
                    {one.alternatives?.slice(0, ALTERNATIVES).map(({ value, probability }) => (
                      <Button key={value} size="small" type="dashed" onClick={() => correct(part, value)}>
                        {t('desk.orElse', { value: nameOf(part, value), percent: Math.round(probability * 100) })}
                      </Button>
                    ))}
                  </>
                )
              )}
            </Flex>
          );
        })}
      {Object.keys(correction).length > 0 && (
        <Typography.Text type="secondary" role="status">
          {t('desk.learns')}
        </Typography.Text>
      )}
    </Card>
  );
}
