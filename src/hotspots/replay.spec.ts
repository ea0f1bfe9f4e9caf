import { join } from 'node:path';
import { HotlineConfig } from '../config/hotline-config';
import { MATTERS } from '../similarity/same-matter.cases';
import { shippedTexts } from '../similarity/shipped-texts';
import { replayHotSpots } from './replay';

const config = HotlineConfig.load(join(process.cwd(), 'config'));
const { heat, sameMatter } = config.similarity;
const told = (matter: string, days: (string | undefined)[]) =>
  days.map((day, index) => ({
    ...MATTERS[matter]![index % MATTERS[matter]!.length]!,
    // nobody's words are another's, to the letter
    content: `${MATTERS[matter]![index % MATTERS[matter]!.length]!.content}第${index}次反映。`,
    receivedAt: day && `${day}T10:00:00+08:00`,
  }));
const replay = (...messages: ReturnType<typeof told>) =>
  replayHotSpots(messages, heat, sameMatter, shippedTexts(config));

describe('the hot spots of messages that are past', () => {
  it('are matters, each at its hottest day, named by their words', () => {
    const [found] = replay(
      ...told('mixing plant', ['2026-03-01', '2026-03-02', '2026-03-03', '2026-08-01']),
      ...told('pension', ['2026-03-01']),
    );
    expect(found).toMatchObject({ day: '2026-03-03', cases: 3, allCases: 4, undated: 0, growth: 4 });
    expect(found!.name).toContain('搅拌站');
  });

  it('a matter told at once is hotter than one told over months', () => {
    const [first, second] = replay(
      ...told('street lamps', ['2026-01-01', '2026-01-10', '2026-01-19', '2026-02-01']),
      ...told('mixing plant', ['2026-03-01', '2026-03-01', '2026-03-02', '2026-03-02']),
    );
    expect(first!.heat).toBeGreaterThan(second!.heat);
    expect(first!.name).toContain('搅拌站');
  });

  it('a message without a time counts in the middle of its matter; without any time there is no heat', () => {
    const [found] = replay(...told('mixing plant', ['2026-03-01', undefined, '2026-03-02', undefined]));
    expect(found).toMatchObject({ cases: 4, undated: 2 });
    expect(replay(...told('mixing plant', [undefined, undefined, undefined]))).toEqual([]);
  });

  it('the same words again are an urge and no case', () => {
    const days = ['2026-03-01', '2026-03-01', '2026-03-01'];
    const [found] = replay(...told('mixing plant', days), ...told('mixing plant', days));
    expect(found).toMatchObject({ cases: 3, allCases: 6, support: 3 * heat.supportWeight });
  });

  it('a matter of fewer cases than config/similarity.yaml says is none', () => {
    expect(replay(...told('mixing plant', Array<string>(heat.minimumCases - 1).fill('2026-03-01')))).toEqual([]);
  });
});
