// Counts what passed, failed and was skipped, and runs the checks and jest that give the numbers.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, tail } from './command.mjs';
import { say } from './messages.mjs';
import { inRoot, root } from './paths.mjs';
import { elapsed, line } from './progress.mjs';
import { isStopping } from './stopping.mjs';

/** What a check exits with that could not look. */
const NOTHING_KNOWN = 3;

/** The count of a whole test run. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  constructor(data) {
    this.data = data;
  }

  /** The closing line, exactly as CI reads it. */
  toString() {
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    return `${this.passed} passed, ${this.failed} failed${skipped}`;
  }

  /** Green only if something ran and nothing failed. */
  get exitCode() {
    return this.failed > 0 || this.passed === 0 ? 1 : 0;
  }

  /**
   * A command that counts as one test; its output is shown if it fails. One that says by exit code 3 that it could not
   * look (no network) counts as skipped and says why.
   */
  async check(name, command, args) {
    if (isStopping()) return;
    const log = join(this.data, 'logs', `${name.replace(/\W+/g, '-')}.log`);
    const begun = elapsed();
    const code = await run(command, args, { cwd: root, log });
    if (code === 0) {
      this.passed += 1;
      line('✓', say('check-passed', { name, seconds: (elapsed() - begun).toFixed(0) }));
    } else if (code === NOTHING_KNOWN) {
      this.skipped += 1;
      line('!', say('check-skipped', { name }));
      process.stdout.write(`${tail(log, 5)}\n`);
    } else {
      this.failed += 1;
      line('✗', say('check-failed', { name }));
      process.stdout.write(`${tail(log, 200)}\n`);
    }
  }

  /** Runs jest with its own reporters on this terminal and adds its numbers. */
  async jest(name, args, env) {
    if (isStopping()) return;
    const result = join(this.data, `jest-${name}.json`);
    const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
    const code = await run(
      process.execPath,
      [jest, '--ci', '--json', `--outputFile=${result}`, '--passWithNoTests', ...args],
      { cwd: root, env: { ...process.env, ...env } },
    );
    if (!existsSync(result)) {
      this.failed += 1;
      line('✗', say('jest-crashed', { code }));
      return;
    }
    const report = JSON.parse(readFileSync(result, 'utf8'));
    this.passed += report.numPassedTests;
    // a file that does not even load counts as one failed test
    this.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    this.skipped += report.numPendingTests + report.numTodoTests;
    for (const suite of report.testResults.filter(({ status }) => status === 'failed'))
      line('✗', say('check-failed', { name: suite.name.slice(root.length + 1) }));
    // open handles and the like: jest is not content although every test passed
    if (code !== 0 && report.success) this.failed += 1;
  }

  /** ESLint, Prettier, the compiler, the licences and known vulnerabilities of the packages: one test each. */
  async lint() {
    const bin = (...parts) => inRoot('node_modules', ...parts);
    const node = process.execPath;
    await this.check('eslint', node, [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']);
    await this.check('prettier', node, [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']);
    await this.check('tsc', node, [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json']);
    await this.check('licences', node, [inRoot('scripts', 'checks', 'licences.mjs')]);
    await this.check('npm audit', node, [inRoot('scripts', 'checks', 'audit.mjs')]);
  }

  /** The licences of what the engine is made of. */
  async engineLicences() {
    await this.check('licences of the engine', process.execPath, [
      inRoot('scripts', 'checks', 'licences.mjs'),
      '--engine',
    ]);
  }

  /** The engine's own tests, if it has any: one test. */
  async maven() {
    const folder = inRoot('engine', 'src', 'test');
    const tests = existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => name.endsWith('.java'));
    if (tests) await this.check('mvn test', 'mvn', ['-q', '-B', '-f', 'engine/pom.xml', 'test']);
  }
}
