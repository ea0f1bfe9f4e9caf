// Every package that is shipped or builds what is shipped has an open licence: those of licences.json, and no others.
//   node scripts/checks/licences.mjs            npm packages of the lock file that are installed
//   node scripts/checks/licences.mjs --engine   Maven artifacts of the engine, from its bill of materials
// Needs no network. What is not installed here (another platform's binaries) is left out and counted.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import satisfies from 'spdx-satisfies';
import { say } from '../lib/messages.mjs';
import { root } from '../lib/paths.mjs';

const { values: options } = parseArgs({ options: { engine: { type: 'boolean' }, root: { type: 'string' } } });
const folder = options.root ?? root;
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const rules = read(new URL('licences.json', import.meta.url));
const named = new Map(rules.packages.flatMap((entry) => entry.names.map((name) => [name, entry])));

/** What Maven projects write for licences that have a name of SPDX's. */
const MAVEN_NAMES = [
  [/^the apache (software )?license,? version 2(\.0)?$|^apache license,? (version )?2(\.0)?$/i, 'Apache-2.0'],
  [/^(the )?mit license$/i, 'MIT'],
];

/** Whether an SPDX expression is fulfilled by allowed licences; what is no expression is not. */
function isAllowed(expression, allowed) {
  try {
    return satisfies(expression, allowed);
  } catch {
    return false;
  }
}

/** What a package.json says: today's expression, or the lists of earlier days, whose members are alternatives. */
function declared({ license, licenses }) {
  const one = license ?? licenses;
  if (typeof one === 'string') return one;
  const all = [one].flat().filter(Boolean);
  return all.length > 0 ? `(${all.map(({ type }) => type).join(' OR ')})` : '';
}

/** The packages of the lock file with their licences: npm's. */
function* npmPackages() {
  const { packages } = read(join(folder, 'package-lock.json'));
  for (const [path, { link, dev }] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || link) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const file = join(folder, path, 'package.json');
    yield { name, dev, licences: existsSync(file) ? [declared(read(file))] : null };
  }
}

/** The artifacts of the engine's bill of materials: several licences of one are alternatives, as Maven has it. */
function* mavenArtifacts(file) {
  for (const { group, name, licenses = [] } of read(file).components) {
    const said = licenses.map(({ expression, license }) => expression ?? license.id ?? license.name);
    const licences = said.map((words) => MAVEN_NAMES.find(([pattern]) => pattern.test(words))?.[1] ?? words);
    yield { name: `${group}:${name}`, licences };
  }
}

function check(packages) {
  const refused = [];
  let looked = 0;
  let absent = 0;
  for (const { name, dev, licences } of packages) {
    if (licences === null) {
      absent += 1;
      continue;
    }
    looked += 1;
    const allowed = dev ? [...rules.allowed, ...rules.allowedForDevelopment] : rules.allowed;
    if (!named.has(name) && !licences.some((licence) => isAllowed(licence, allowed)))
      refused.push(say('licence-refused', { name, licence: licences.filter(Boolean).join(', ') || '-' }));
  }
  process.stdout.write(`${say('licences-looked-at', { looked, absent })}\n`);
  for (const text of refused) process.stdout.write(`${text}\n`);
  if (refused.length > 0 || looked === 0) process.exitCode = 1;
}

const bom = join(folder, 'engine', 'target', 'classes', 'META-INF', 'sbom', 'application.cdx.json');
check(options.engine ? mavenArtifacts(bom) : npmPackages());
