import { join } from 'node:path';
import { SystemClock } from '../../src/clock/clock';
import { HotlineConfig } from '../../src/config/hotline-config';
import { createDataSource } from '../../src/database/data-source';
import type * as Operations from '../../src/engine/camunda-engine-operations';
import { unitsWithTelephone, verify } from '../../src/verify/verify';
import { speakToGateway } from './engine-environment';
import type { RunningApp } from './system';

/** What a crash kept from being noted, a sweep notes within two minutes. */
const SETTLE_MS = 150_000;

/** What `hotline verify` finds between the databases, the engine and the files of a running app; empty when all is well. */
export async function findingsOf(app: RunningApp): Promise<string[]> {
  speakToGateway();
  const { CamundaEngineOperations } = jest.requireActual<typeof Operations>(
    '../../src/engine/camunda-engine-operations',
  );
  const database = await createDataSource(app.databaseUrl).initialize();
  try {
    const { findings } = await verify(database, new CamundaEngineOperations(), new SystemClock(), {
      since: new Date(0),
      settleMs: SETTLE_MS,
      units: unitsWithTelephone(HotlineConfig.load(join(process.cwd(), 'config')).units),
      data: app.documents,
    });
    return findings.map(({ rule, subject, details }) => `${rule} ${subject} ${JSON.stringify(details ?? {})}`);
  } finally {
    await database.destroy();
  }
}
