import { matterOf } from '../cases/same-matter';
import { groupMessages, type Message } from '../similarity/group-messages';
import type { Thresholds } from '../similarity/same-matter';
import { heatOf, type Heat, type HeatFigures } from './heat';
import { keyWords } from './key-words';

/** A matter of a file at the day on which it was hottest. */
export interface PastHotSpot extends Heat {
  /** Key words of its titles. */
  name: string;
  /** The day of the greatest heat, as the messages' own times say it. */
  day: string;
  /** Messages within the window that ends on that day, and altogether. */
  cases: number;
  allCases: number;
  /** Of these, messages without a time of their own. */
  undated: number;
  firstAt: string;
  lastAt: string;
  titles: string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The hottest matters of messages that are past: each at the moment of its greatest heat (just after one of its messages
 * came in; between them it only cools), hottest first. A message without a time counts in the middle of its matter's
 * others, since what is told again is mostly told in one wave; a matter of which no time is known has no heat. The same
 * words again are an urge, as they are of a citizen whose case is open.
 */
export function replayHotSpots(
  messages: readonly Message[],
  figures: HeatFigures & { minimumCases: number },
  thresholds: Thresholds,
  background: readonly Message[],
): PastHotSpot[] {
  const members = new Map<number, Message[]>();
  groupMessages(messages, thresholds, background).forEach((matter, index) => {
    const told = members.get(matter);
    if (told) told.push(messages[index]!);
    else members.set(matter, [messages[index]!]);
  });
  return [...members.values()]
    .flatMap((told) => hottestDay(told, figures) ?? [])
    .sort((one, other) => other.heat - one.heat || one.firstAt.localeCompare(other.firstAt));
}

function hottestDay(
  told: readonly Message[],
  figures: HeatFigures & { minimumCases: number },
): PastHotSpot | undefined {
  const dated = told.flatMap(({ receivedAt }) => receivedAt ?? []);
  if (told.length < figures.minimumCases || dated.length === 0) return undefined;
  dated.sort((one, other) => Date.parse(one) - Date.parse(other));
  const middle = dated[Math.floor(dated.length / 2)]!;
  const said = new Set<string>();
  const events = told
    .map(({ receivedAt, content }) => ({ time: Date.parse(receivedAt ?? middle), words: matterOf(content) }))
    .sort((one, other) => one.time - other.time)
    .map(({ time, words }) => ({ time, again: said.size === said.add(words).size }));
  let best: (Heat & { at: number; cases: number }) | undefined;
  for (const { time: now } of events) {
    const past = events.filter(({ time }) => time <= now);
    const ages = past.filter(({ again }) => !again).map(({ time }) => (now - time) / DAY_MS);
    const within = ages.filter((age) => age < figures.windowDays);
    if (within.length < figures.minimumCases) continue;
    const before = ages.filter((age) => age >= figures.windowDays && age < 2 * figures.windowDays).length;
    const urges = past.filter(({ time, again }) => again && now - time < figures.windowDays * DAY_MS).length;
    const heat = heatOf({ ages: within, before, urges }, figures);
    if (!best || heat.heat > best.heat) best = { ...heat, at: now, cases: within.length };
  }
  if (!best) return undefined;
  const { at, ...heat } = best;
  const titles = told.map(({ title, content }) => title ?? content.slice(0, 40));
  return {
    name: keyWords(titles),
    ...heat,
    day: dated.find((time) => Date.parse(time) === at)!.slice(0, 10),
    allCases: told.length,
    undated: told.length - dated.length,
    firstAt: dated[0]!,
    lastAt: dated.at(-1)!,
    titles,
  };
}
