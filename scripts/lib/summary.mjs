// What start prints at its end: addresses and demo accounts.
import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { say } from './messages.mjs';

/** The demo accounts: the app's own answer, else the file they are seeded from. */
async function demoAccounts(appUrl) {
  try {
    const response = await fetch(`${appUrl}/api/v1/demo-accounts`, { signal: AbortSignal.timeout(3000) });
    const body = response.ok ? await response.json() : [];
    const accounts = Array.isArray(body) ? body : (body.accounts ?? body.items ?? []);
    if (accounts.length > 0) return accounts;
  } catch {
    // an app without that page: the file says the same
  }
  const file = inRoot('config/demo-accounts.yaml');
  if (!existsSync(file)) return [];
  const { parse } = await import('yaml');
  const content = parse(readFileSync(file, 'utf8'));
  return Array.isArray(content) ? content : (content?.accounts ?? []);
}

/** Prints addresses, where the passwords are, and the demo accounts. */
export async function printSummary({ urls, secretsPath, engineUser, demoPassword }) {
  const print = (text = '') => process.stdout.write(`${text}\n`);
  print();
  print(`=== ${say('ready')} ===`);
  print(`${say('line-address')}: ${urls.app}`);
  print(`${say('line-docs')}: ${urls.app}/api/docs`);
  if (urls.cockpit) {
    print(`${say('line-cockpit')}: ${urls.cockpit}`);
    print(`    ${say('line-cockpit-login', { user: engineUser, file: secretsPath })}`);
  }
  const accounts = await demoAccounts(urls.app);
  if (accounts.length > 0) {
    print(`${say('line-accounts', { password: demoPassword })}:`);
    for (const { username, role, roles, unit, name } of accounts)
      print(
        `    ${String(username).padEnd(22)} ${String(role ?? roles ?? '').padEnd(15)} ${[name, unit].filter(Boolean).join('，')}`,
      );
  }
  print(say('line-stop'));
  print();
}
