import { JwtService } from '@nestjs/jwt';
import { type Command, Option } from 'commander';
import { AuditService } from '../audit/audit.service';
import { SystemClock } from '../clock/clock';
import { configFolder } from '../config/config.module';
import { HotlineConfig } from '../config/hotline-config';
import { MAIN_BODY, ROLES } from '../config/schema';
import { createDataSource } from '../database/data-source';
import { translate } from '../i18n/i18n';
import { AccountsService, type NewAccount } from '../identity/accounts.service';
import { IdentityService } from '../identity/identity.service';
import { SessionsService } from '../identity/sessions.service';
import { Problem } from '../problems/problem';
import { databaseUrl } from './running-system';

/** Who did it, in the audit trail: whoever may read the database's password. */
const ACTOR = 'operator';

/** `hotline accounts`: made, shut, opened and given new passwords by whoever runs the system; each prints one line of JSON. */
export function accountCommands(program: Command, out: (text: string) => void): void {
  const accounts = program.command('accounts').description('Accounts: add, password, disable, enable');
  const command = (name: string, description: string) =>
    accounts.command(name).description(description).argument('<username>');
  command('add', 'Make an account; prints its first password')
    .requiredOption('--name <name>', 'name as the pages show it')
    .addOption(new Option('--role <role>', 'what it may do').choices([...ROLES]).makeOptionMandatory())
    .option('--unit <code>', 'handling unit (config/units.yaml)')
    .option('--body <code>', 'hotline body (config/bodies.yaml)', MAIN_BODY)
    .action((username: string, options: Omit<NewAccount, 'username'>) =>
      withAccounts(async (service) => {
        const password = await service.add({ username, ...options }, ACTOR);
        out(JSON.stringify({ username, password }));
      }),
    );
  command('password', 'Give an account a new first password, unlock it and end its sessions').action(
    (username: string) =>
      withAccounts(async (service) => {
        out(JSON.stringify({ username, password: await service.resetPassword(username, ACTOR) }));
      }),
  );
  for (const [name, enabled, description] of [
    ['disable', false, 'Shut an account and end its sessions'],
    ['enable', true, 'Let an account sign in again'],
  ] as const) {
    command(name, description).action((username: string) =>
      withAccounts(async (service) => {
        await service.setEnabled(username, enabled, ACTOR);
        out(JSON.stringify({ username, enabled }));
      }),
    );
  }
}

async function withAccounts(act: (service: AccountsService) => Promise<void>): Promise<void> {
  const database = await createDataSource(databaseUrl()).initialize();
  try {
    const clock = new SystemClock();
    const config = HotlineConfig.load(configFolder());
    const audit = new AuditService(database, clock);
    const sessions = new SessionsService(database, clock, config, new JwtService());
    const identity = new IdentityService(database, clock, config, sessions, audit);
    await act(new AccountsService(database, clock, config, audit, identity, sessions));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { errors = [] } = error.extra as { errors?: { field: string }[] };
    const fields = errors.map(({ field }) => field).join(', ');
    throw new Error(`${translate(`problem.${error.code}.title`, error.params)}${fields && `: ${fields}`}`);
  } finally {
    await database.destroy();
  }
}
