import type { Case } from '../cases/case.entity';
import type { CaseEvent } from '../cases/case-event.entity';
import type { Document } from '../documents/document.entity';
import { translate } from '../i18n/i18n';
import type { ProcessHistory } from '../monitor/case-path.service';
import { type Part, tableOf } from '../pdf/blocks';
import { blocksOf } from '../pdf/html-blocks';

/** Shows an instant as people of the body read it. */
type Shown = (instant: Date) => string;

/** What a reader takes for a step: tasks and events, no gateways and no frames around them. */
const STEPS = /TASK|EVENT/;

/**
 * The volume of a case on paper (案卷): its table of contents, the course of the case, its way through the diagrams (process
 * history), and each document as it went out, on pages of their own.
 */
export function volumeOf(
  found: Case,
  { documents, history, processes }: { documents: Document[]; history: CaseEvent[]; processes: ProcessHistory[] },
  shown: Shown,
): Part[] {
  const word = (key: string): string => translate(`archive.${key}`);
  const contents = documents.map(({ kind, number, issuedAt }, at) => [
    at + 1,
    translate(`document.${kind}`),
    number,
    shown(issuedAt),
  ]);
  const course = history.map(({ at, type, actor }) => [shown(at), translate(`event.${type}`), actor]);
  return [
    {
      name: word('contents'),
      blocks: [
        { kind: 'title', text: word('volume') },
        { kind: 'paragraph', text: `${word('number')} ${found.number}` },
        ...(found.title ? [{ kind: 'paragraph' as const, text: found.title }] : []),
        { kind: 'heading', text: word('contents') },
        tableOf([word('order'), word('document'), word('documentNumber'), word('issuedAt')], contents),
      ],
    },
    {
      name: word('course'),
      blocks: [{ kind: 'title', text: word('course') }, tableOf([word('at'), word('event'), word('actor')], course)],
    },
    {
      name: word('path'),
      blocks: [
        { kind: 'title', text: word('path') },
        ...processes.flatMap(({ name, version, elements }) => [
          { kind: 'heading' as const, text: `${name} (${version})` },
          tableOf(
            [word('step'), word('begun'), word('ended')],
            elements
              .filter(({ type, name: step, elementId }) => STEPS.test(type) && step !== elementId)
              .map(({ name: step, startedAt, endedAt }) => [step, at(startedAt, shown), at(endedAt, shown)]),
          ),
        ]),
      ],
    },
    ...documents.map(({ kind, number, html }) => ({
      name: `${translate(`document.${kind}`)} ${number}`,
      blocks: blocksOf(html),
    })),
  ];
}

function at(instant: string | null, shown: Shown): string {
  return instant === null ? '—' : shown(new Date(instant));
}
