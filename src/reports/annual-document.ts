import { translate } from '../i18n/i18n';
import { type Block, type Part, tableOf } from '../pdf/blocks';
import type { AnnualFigures } from './annual-report.entity';

/** Names that only the configuration knows. */
export interface AnnualNames {
  body: string;
  category(code: string): string;
}

/** The annual report (D3 第九条) as it goes to the standing committee: the year in words, tables and charts. */
export function annualDocument(year: number, figures: AnnualFigures, names: AnnualNames): Part[] {
  const word = (key: string, params: Record<string, unknown> = {}): string => translate(`report.${key}`, params);
  const title = word('title', { year, body: names.body });
  const { assignments, hotspots, measures, units } = figures;
  const overview: Block[] = [
    { kind: 'title', text: title },
    {
      kind: 'paragraph',
      text: word('summary', {
        year,
        received: figures.received,
        archived: figures.archived,
        done: assignments.done,
        onTime: percent(assignments.onTime, assignments.done),
        redone: figures.redone,
        hotspots: hotspots.found,
        rectified: hotspots.closed,
      }),
    },
    {
      kind: 'bars',
      title: word('byMonth'),
      bars: barsOf(figures.byMonth, (month) => word('month', { month: Number(month.slice(-2)) })),
    },
    { kind: 'bars', title: word('byChannel'), bars: barsOf(figures.byChannel, (code) => known('channel', code)) },
    { kind: 'bars', title: word('byType'), bars: barsOf(figures.byType, (code) => known('caseType', code)) },
  ];
  const subjects: Block[] = [
    { kind: 'heading', text: word('subjects') },
    { kind: 'bars', title: word('byCategory'), bars: barsOf(figures.byCategory, (code) => names.category(code)) },
    { kind: 'bars', title: word('byDisposal'), bars: barsOf(figures.byDisposal, (code) => known('disposal', code)) },
    {
      kind: 'bars',
      title: word('bySatisfaction'),
      bars: barsOf(figures.bySatisfaction, (code) =>
        code === 'unknown' ? word('notAsked') : translate(`satisfaction.${code}`),
      ),
    },
    { kind: 'bars', title: word('byGround'), bars: barsOf(figures.byGround, (code) => known('ground', code)) },
  ];
  const rates: Block[] = [
    { kind: 'heading', text: word('measures') },
    tableOf(
      ['measure', 'numerator', 'denominator', 'rate', 'target', 'met', 'excluded'].map((one) =>
        translate(`kpi.column.${one}`),
      ),
      measures.map((row) => [
        translate(`kpi.measure.${row.measure}`),
        row.numerator,
        row.denominator,
        shown(row.rate),
        shown(row.target),
        row.met === null ? '—' : word(row.met ? 'yes' : 'no'),
        row.excluded,
      ]),
    ),
    { kind: 'heading', text: word('units') },
    tableOf(
      ['rank', 'unit', 'score', 'onTimeRate', 'signInRate', 'returnRate', 'satisfactionRate', 'redoRate'].map((one) =>
        translate(`kpi.column.${one}`),
      ),
      units.map((one) => [
        one.rank,
        one.name,
        one.score,
        shown(one.onTimeRate),
        shown(one.signInRate),
        shown(one.returnRate),
        shown(one.satisfactionRate),
        shown(one.redoRate),
      ]),
    ),
  ];
  return [
    { name: title, blocks: overview },
    { name: word('subjects'), blocks: subjects },
    { name: word('measures'), blocks: rates },
  ];
}

function barsOf(counts: Record<string, number>, name: (code: string) => string): { label: string; value: number }[] {
  return Object.entries(counts).map(([code, value]) => ({ label: name(code), value }));
}

/** The words of a code; a case that was never classified counts as unknown. */
function known(space: string, code: string): string {
  return code === 'unknown' ? translate('report.unknown') : translate(`${space}.${code}`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : shown(part / whole);
}

function shown(rate: number | null): string {
  return rate === null ? '—' : `${Math.round(rate * 1000) / 10}%`;
}
