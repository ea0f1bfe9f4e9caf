import { Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Assignment, CaseEvent } from '../../api/types';
import { usePeople } from '../../components/usePeople';
import { useWords } from '../../components/words';

/** What of an event's data are people's own words. */
const SAID = ['note', 'reason', 'grounds', 'text', 'comment', 'instruction', 'opinion', 'measures', 'basis'];

interface Props {
  history: CaseEvent[];
  assignments: Assignment[];
}

/** Everything that happened to a case: when, what, by whom, for which unit, until when, in whose words. */
export function CaseTimeline({ history, assignments }: Props) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const person = usePeople();
  const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
  const unitName = (code: string) => assignments.find(({ unit }) => unit === code)?.unitName ?? code;
  const factsOf = ({ data, type }: CaseEvent) =>
    [
      type === 'task-completed' && text(data.elementId) && word('taskName', data.elementId as string),
      text(data.unit) && unitName(data.unit as string),
      text(data.ground) && word('ground', data.ground as string),
      text(data.level) && word('level', data.level as string),
      text(data.satisfaction) && word('satisfaction', data.satisfaction as string),
      text(data.handlingDue ?? data.stepDue) &&
        t('case.dueBy', { due: time((data.handlingDue ?? data.stepDue) as string) }),
    ].filter(Boolean);
  return (
    <Timeline
      items={history.map((event) => ({
        color: event.type.includes('overdue') ? 'red' : 'blue',
        children: (
          <>
            {time(event.at)} <strong>{word('event', event.type)}</strong> — {person(event.actor)}
            {factsOf(event).length > 0 && ` · ${factsOf(event).join(' · ')}`}
            {SAID.map((name) => text(event.data[name])).map(
              (said) =>
                said && (
                  <Typography.Paragraph key={said} type="secondary" style={{ margin: 0 }}>
                    {said}
                  </Typography.Paragraph>
                ),
            )}
          </>
        ),
      }))}
    />
  );
}
