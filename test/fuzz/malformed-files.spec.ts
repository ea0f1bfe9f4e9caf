import { readdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResources } from '../../gateway/src/definitions/resources';
import { ApiProblem } from '../../gateway/src/common/problem';
import { readSamples } from '../../src/demo/samples';
import { replayHotSpots } from '../../src/hotspots/replay';
import { HotlineConfig } from '../../src/config/hotline-config';
import { shippedTexts } from '../../src/similarity/shipped-texts';
import { resourceOf, UnreadableResource } from '../../src/studio/resource';
import { readRows, train } from '../../src/text-model';
import { LimitTable } from '../../src/time-limits';
import { type Mutant, mutant } from './mutations';
import { runs, SEED } from './settings';

jest.setTimeout(3_600_000);

const BPMN = 'bpmn';
const shipped = readdirSync(BPMN)
  .filter((name) => /\.(bpmn|dmn)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(BPMN, name), 'utf8') }));
const messages = readFileSync(join('config', 'samples', 'messages.jsonl'), 'utf8');
/** What a programming mistake says, where a reason should stand. */
const MISTAKE =
  /Cannot (read|set|convert|destructure)|is not (a function|iterable|defined)|Maximum call stack|of (null|undefined)\b|Invalid array length/;
/** A single input that takes the processor longer than this runs away, in milliseconds. */
const LONGEST_MS = 5_000;

interface Finding {
  number: number;
  changes: string[];
  what: string;
}

/** Tries so many mutants; a finding is an error that is no reason, or an input that runs away. */
async function tried(
  count: number,
  make: (number: number) => Mutant,
  act: (text: string, number: number) => unknown,
  isReason: (error: unknown) => boolean,
): Promise<{ findings: Finding[]; refused: number; accepted: number }> {
  const findings: Finding[] = [];
  let refused = 0;
  let accepted = 0;
  for (let number = 0; number < count; number += 1) {
    const { text, changes } = make(number);
    const began = process.cpuUsage();
    try {
      await act(text, number);
      accepted += 1;
    } catch (error) {
      refused += 1;
      const said = error instanceof Error ? error.message : String(error);
      if (!isReason(error) || MISTAKE.test(said)) findings.push({ number, changes, what: said.slice(0, 300) });
    }
    const { user, system } = process.cpuUsage(began);
    if ((user + system) / 1000 > LONGEST_MS) findings.push({ number, changes, what: 'ran away' });
  }
  return { findings, refused, accepted };
}

describe(`malformed files, from seed ${SEED}: refused with a reason, or accepted`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const ofXml = (number: number) => mutant('xml', shipped[number % shipped.length]!.text, SEED, number);
  const nameOf = (number: number) => shipped[number % shipped.length]!.name;

  it('diagrams and tables at the gateway, as it reads them for the engine', async () => {
    const { findings, refused, accepted } = await tried(
      runs(400),
      ofXml,
      (text, number) => readResources([{ name: nameOf(number), content: text }]),
      (error) => error instanceof ApiProblem && error.status === 400,
    );
    expect(findings).toEqual([]);
    expect(refused).toBeGreaterThan(accepted / 10);
    expect(accepted).toBeGreaterThan(0);
  });

  it('diagrams and tables in the studio', async () => {
    const { findings } = await tried(
      runs(400),
      ofXml,
      (text, number) => resourceOf({ name: nameOf(number), content: text }),
      (error) => error instanceof UnreadableResource,
    );
    expect(findings).toEqual([]);
  });

  it('the table of time limits on the command line: the refusal names the file', async () => {
    const table = readFileSync(join(BPMN, 'time-limits.dmn'), 'utf8');
    const file = join(folder, 'time-limits.dmn');
    const { findings } = await tried(
      runs(300),
      (number) => mutant('xml', table, SEED, number),
      async (text) => {
        writeFileSync(file, text);
        (await LimitTable.load(file)).limitsOf({ profile: 'county', caseType: 'consult', urgency: 'normal' });
      },
      (error) => error instanceof Error && error.message.includes('time-limits.dmn'),
    );
    expect(findings).toEqual([]);
  });

  it('files of messages: what fits is read, every line that does not is named', async () => {
    const file = join(folder, 'messages.jsonl');
    const config = HotlineConfig.load('config');
    const texts = shippedTexts(config);
    const { heat, sameMatter } = config.similarity;
    const { findings } = await tried(
      runs(300),
      (number) => mutant('lines', messages, SEED, number),
      async (text, number) => {
        writeFileSync(file, text);
        const { skipped, samples } = readSamples(file);
        const read = await readRows([file], 'label');
        for (const line of [...skipped, ...read.findings]) {
          if (!/messages\.jsonl:\d+: ./.test(line)) throw new Error(`no line is named: ${line}`);
        }
        // the commands go on with what was read: hotspots, and every now and then train
        replayHotSpots(samples, heat, sameMatter, texts);
        if (number % 50 === 0) trained(read.rows.map((row, index) => ({ ...row, label: index % 2 ? 'a' : 'b' })));
      },
      () => false,
    );
    expect(findings).toEqual([]);
  });
});

function trained(rows: Parameters<typeof train>[1]): void {
  if (rows.length >= 20) train('label', rows, { folds: 2, seed: 1 });
}
