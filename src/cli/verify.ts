import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { SystemClock } from '../clock/clock';
import { createDataSource } from '../database/data-source';
import type { EngineOperations } from '../engine/engine-operations';
import { translate } from '../i18n/i18n';
import { countKinds, VERIFY_RULES } from '../verify/findings';
import { verify } from '../verify/verify';

interface VerifyCommandOptions {
  since: Date;
  settle: number;
  files: string;
}

/** What the command needs to know of the running system. */
export interface VerifySurroundings {
  out: (text: string) => void;
  databaseUrl: () => string;
  engine: () => Promise<EngineOperations>;
  /** The app's data folder unless another is named. */
  files: string;
  /** Codes of the units that are sent text messages. */
  units: () => readonly string[];
  /** Days for which the engine knows a process that ended. */
  engineHistoryDays: () => number;
}

function instant(value: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new Error(`--since ${value}: not a date`);
  return date;
}

/**
 * `hotline verify`: a line for each thing that is lost, doubled or inconsistent between case database, engine, outbox,
 * documents, text messages and audit trail; the counts as JSON last; exit code 1 when there is any.
 */
export function verifyCommand(
  program: Command,
  { out, databaseUrl, engine, files, units, engineHistoryDays }: VerifySurroundings,
): void {
  program
    .command('verify')
    .description(
      'Compare case database, engine, outbox, documents, messages and audit: what is lost, doubled, inconsistent',
    )
    .option('--since <date>', 'only cases registered from then on (ISO 8601)', instant, new Date(0))
    .option('--settle <seconds>', 'how long what is only on its way may take', Number, 30)
    .option('--files <folder>', "the app's data folder", files)
    .action(async ({ since, settle, files: folder }: VerifyCommandOptions) => {
      const operations = await engine();
      const database = await createDataSource(databaseUrl()).initialize();
      try {
        const data = existsSync(folder) ? folder : undefined;
        const { findings, ...checked } = await verify(database, operations, new SystemClock(), {
          since,
          settleMs: settle * 1000,
          units: units(),
          engineHistoryDays: engineHistoryDays(),
          data,
        });
        for (const { rule, subject, details } of findings) {
          const more = details ? ` ${JSON.stringify(details)}` : '';
          out(`${VERIFY_RULES[rule]} ${rule} ${subject}: ${translate(`verify.${rule}`)}${more}`);
        }
        out(JSON.stringify({ ...checked, ...countKinds(findings) }));
        if (findings.length > 0) process.exitCode = 1;
      } finally {
        await database.destroy();
      }
    });
}
