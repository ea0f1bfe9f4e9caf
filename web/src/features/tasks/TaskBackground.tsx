import { useQuery } from '@tanstack/react-query';
import { Alert, Descriptions, Flex, Skeleton, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';
import { getBackground } from './tasks.request';

/** An instant as forms write it. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d\S*$/;

interface Part {
  title: string;
  fields: [label: string, value: string | null | undefined][];
}

/** What the task decides on, above its form: the matter, what a unit asks for, results, and what others entered before. */
export function TaskBackground({ taskKey, ofCase }: { taskKey: string; ofCase: boolean }) {
  const { t } = useTranslation();
  const { time, word } = useWords();
  const nameOf = usePeople();
  const { data, error } = useQuery({
    queryKey: ['task', taskKey, 'background'],
    queryFn: () => getBackground(taskKey),
    staleTime: Infinity,
  });
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!data) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  const { content, answer, results, returnAsked, extensionAsked, entered } = data;
  const parts: Part[] = [
    ...(content
      ? [{ title: t(ofCase ? 'case.content' : 'hotspots.description'), fields: [['', content]] } as Part]
      : []),
    ...(answer ? [{ title: t('case.answer'), fields: [['', answer]] } as Part] : []),
    ...results.map(({ unit, result, course, solved }): Part => ({
      title: t('background.resultOf', { unit }),
      fields: [
        [t('background.solved'), solved === null ? null : t(solved ? 'background.yes' : 'background.no')],
        [t('background.course'), course],
        [t('assignment.result'), result],
      ],
    })),
    ...entered.map(({ elementId, by, at, fields }): Part => ({
      title: `${word('taskName', elementId)} · ${nameOf(by)} · ${time(at)}`,
      fields: fields.map(({ label, value }) => [label, INSTANT.test(value) ? time(value) : value]),
    })),
    ...(returnAsked
      ? [
          {
            title: `${t('action.return')} · ${nameOf(returnAsked.requestedBy)} · ${time(returnAsked.requestedAt)}`,
            fields: [
              [t('action.reason'), returnAsked.reason],
              [t('action.suggestedUnit'), returnAsked.suggestedUnit],
              [t('action.evidence'), returnAsked.evidence],
            ],
          } as Part,
        ]
      : []),
    ...(extensionAsked
      ? [
          {
            title: `${t('action.extension')} · ${nameOf(extensionAsked.requestedBy)} · ${time(extensionAsked.requestedAt)}`,
            fields: [
              [t('action.days'), String(extensionAsked.days)],
              [t('background.newDue'), time(extensionAsked.newDue)],
              [t('action.grounds'), extensionAsked.grounds],
              [t('action.reason'), extensionAsked.reason],
              [t('action.explained'), extensionAsked.explained],
              [t('action.forceMajeure'), extensionAsked.forceMajeure ? t('background.yes') : null],
            ],
          } as Part,
        ]
      : []),
  ];
  return (
    <Flex vertical gap="small" role="region" aria-label={t('background.title')} style={{ marginBottom: 16 }}>
      {parts.map(({ title, fields }) => {
        const told = fields.filter(([, value]) => value);
        if (told.length === 0) return null;
        return (
          <Descriptions
            key={title}
            title={<Typography.Text strong>{title}</Typography.Text>}
            bordered
            size="small"
            column={1}
            styles={{ header: { marginBottom: 4 }, label: { width: 120 }, content: { whiteSpace: 'pre-wrap' } }}
            items={told.map(([label, value]) => ({
              key: label,
              label: label || t('background.content'),
              children: value,
            }))}
          />
        );
      })}
    </Flex>
  );
}
