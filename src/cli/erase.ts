import { join } from 'node:path';
import type { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Case } from '../cases/case.entity';
import { CaseHistory } from '../cases/case-history';
import { SystemClock } from '../clock/clock';
import { configFolder } from '../config/config.module';
import { HotlineConfig } from '../config/hotline-config';
import { createDataSource } from '../database/data-source';
import { translate } from '../i18n/i18n';
import { Problem } from '../problems/problem';
import { AgedDataService } from '../retention/aged-data.service';
import { ErasureRun } from '../retention/erasure-run';
import { ErasureService } from '../retention/erasure.service';
import { LegalHoldsService } from '../retention/legal-holds.service';
import { dataFolder, readSecrets } from './data-folder';
import { databaseUrl } from './running-system';

/** Who did it, in the audit trail: whoever may read the database's password. */
const ACTOR = 'operator';

interface Doors {
  database: DataSource;
  erasure: ErasureService;
  run: ErasureRun;
  holds: LegalHoldsService;
}

/**
 * `hotline erase` and `hotline hold`. Erasing is a dry run unless `--yes` is given: a line for each case whose retention is over,
 * the count as JSON last. A case that is open, held or within its retention is refused (exit code 1).
 */
export function erasureCommands(program: Command, out: (text: string) => void): void {
  program
    .command('erase')
    .description(
      'Erase what is personal of cases whose retention is over; without --yes only say which; the last line is JSON',
    )
    .option('--case <number>', 'this case only')
    .option('--yes', 'erase')
    .option('--files <folder>', "the app's data folder", join(dataFolder(), 'documents'))
    .action(async (options: { case?: string; yes?: boolean; files: string }) => {
      process.env.HOTLINE_DATA = options.files;
      process.env.HOTLINE_DATA_KEYS ??= readSecrets()?.dataKeys;
      await withDoors(async ({ database, erasure, run }) => {
        if (options.case !== undefined) {
          const id = await caseOf(database, options.case);
          if (options.yes) await erasure.erase(id, ACTOR);
          else await erasure.check(id);
          out(JSON.stringify({ cases: 1, erased: options.yes === true }));
          return;
        }
        if (options.yes) {
          const erased = await run.run(ACTOR);
          if (!erased) throw new Error('an app is erasing at this moment: try again later');
          out(JSON.stringify({ ...erased, erased: true }));
          return;
        }
        let cases = 0;
        for await (const { number, retainUntil } of erasure.due()) {
          out(`${number} ${retainUntil.toISOString()}`);
          cases += 1;
        }
        out(JSON.stringify({ cases, erased: false }));
      });
    });
  program
    .command('hold')
    .description('Keep a case beyond its retention, for a court, an audit or a claim; --lift ends it')
    .argument('<number>')
    .option('--reason <text>', 'why; the audit trail keeps it')
    .option('--lift', 'end the hold')
    .action(async (number: string, { reason, lift }: { reason?: string; lift?: boolean }) =>
      withDoors(async ({ database, holds }) => {
        const id = await caseOf(database, number);
        if (lift) out(JSON.stringify({ number, held: false, lifted: await holds.lift(id, ACTOR) }));
        else if (!reason) throw new Error('give --reason, or --lift');
        else {
          await holds.place(id, reason, ACTOR);
          out(JSON.stringify({ number, held: true }));
        }
      }),
    );
}

async function caseOf(database: DataSource, number: string): Promise<string> {
  const found = await database.getRepository(Case).findOneBy({ number });
  if (!found) throw new Error(`there is no case ${number}`);
  return found.id;
}

async function withDoors(act: (doors: Doors) => Promise<void>): Promise<void> {
  const database = await createDataSource(databaseUrl()).initialize();
  try {
    const clock = new SystemClock();
    const config = HotlineConfig.load(configFolder());
    const audit = new AuditService(database, clock);
    const history = new CaseHistory(clock);
    const erasure = new ErasureService(database, clock, config, history, audit);
    const aged = new AgedDataService(database, clock, config, audit);
    const run = new ErasureRun(database, config, erasure, aged);
    await act({ database, erasure, run, holds: new LegalHoldsService(database, clock, history, audit) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Error(
      `${translate(`problem.${error.code}.title`)}: ${translate(`problem.${error.code}.detail`, error.params)}`,
    );
  } finally {
    await database.destroy();
  }
}
