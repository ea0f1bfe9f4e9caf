import type { Command } from 'commander';
import { configFolder } from '../config/config.module';
import { HotlineConfig } from '../config/hotline-config';
import { readSamples } from '../demo/samples';
import { forecastVolume } from '../hotspots/forecast';
import { replayHotSpots } from '../hotspots/replay';
import { shippedTexts } from '../similarity/shipped-texts';
import { readRows } from '../text-model';
import { showFindings } from './text-files';

const DAY_MS = 24 * 60 * 60 * 1000;
const AHEAD_DAYS = 7;

/**
 * `hotline hotspots`: the hottest matters of a file of past messages, a JSON line each, with the figures that the
 * running system uses (config/similarity.yaml).
 * `hotline forecast`: messages a day by label, with the error of a day ahead beside that of the seasonal naive forecast.
 */
export function hotSpotCommands(program: Command, count: (value: string) => number, out: (text: string) => void): void {
  program
    .command('hotspots')
    .description('The hottest matters of a file of past messages, one JSON object a line')
    .requiredOption('--input <file>', 'messages with their times, one JSON object a line')
    .option('--top <n>', 'so many, the hottest first', count, 5)
    .action(({ input, top }: { input: string; top: number }) => {
      const config = HotlineConfig.load(configFolder());
      const { heat, sameMatter } = config.similarity;
      const { samples, skipped } = readSamples(input);
      showFindings(skipped);
      const found = replayHotSpots(samples, heat, sameMatter, shippedTexts(config));
      for (const matter of found.slice(0, top)) out(JSON.stringify(matter));
    });

  program
    .command('forecast')
    .description('Messages a day by label: the next days, and the error on the past beside "as last week"')
    .requiredOption('--input <file>', 'messages with their times, one JSON object a line')
    .option('--label <member>', 'member that says what a message is about', 'label')
    .option('--days <n>', 'look back so many days', count, 182)
    .action(async ({ input, label, days }: { input: string; label: string; days: number }) => {
      const { rows, findings } = await readRows([input], label);
      showFindings(findings);
      for (const { name, past } of dailyVolumes(rows, days)) {
        const { days: next, error, naiveError } = forecastVolume(past, AHEAD_DAYS);
        out(
          JSON.stringify({
            label: name,
            messages: past.reduce((sum, cases) => sum + cases, 0),
            error: rounded(error),
            naiveError: rounded(naiveError),
            next: next.map(rounded),
          }),
        );
      }
    });
}

/** Messages a day up to the last one's day, for each label and for all of them. */
function dailyVolumes(
  rows: readonly { receivedAt?: string; label?: string }[],
  days: number,
): { name: string; past: number[] }[] {
  const timed = rows.flatMap(({ receivedAt, label }) => {
    const time = Date.parse(receivedAt ?? '');
    return Number.isNaN(time) ? [] : [{ time, label }];
  });
  const last = timed.reduce((latest, { time }) => Math.max(latest, time), 0);
  const volumes = new Map<string, number[]>();
  for (const { time, label } of timed) {
    const day = days - 1 - Math.floor((last - time) / DAY_MS);
    if (day < 0) continue;
    for (const name of label === undefined ? ['*'] : [label, '*']) {
      const past = volumes.get(name) ?? Array<number>(days).fill(0);
      past[day]! += 1;
      volumes.set(name, past);
    }
  }
  return [...volumes].map(([name, past]) => ({ name, past })).sort((one, other) => one.name.localeCompare(other.name));
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
