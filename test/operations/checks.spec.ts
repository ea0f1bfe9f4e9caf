import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'checks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, content: unknown) => {
  const path = join(folder, file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const run = (script: string, args: string[] = [], env: Record<string, string> = {}) => {
  const { status, stdout } = spawnSync(process.execPath, [`scripts/checks/${script}`, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout };
};

describe('licences: open ones only', () => {
  const withLicence = (manifest: object, entry: object = {}) => {
    write('package-lock.json', { packages: { '': {}, 'node_modules/probe': { version: '1.0.0', ...entry } } });
    write('node_modules/probe/package.json', { name: 'probe', ...manifest });
    return run('licences.mjs', ['--root', folder]).status;
  };

  it.each([
    [{ license: 'MIT' }, {}, 0],
    [{ license: '(GPL-3.0 OR MIT)' }, {}, 0],
    [{ licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] }, {}, 0],
    [{ license: '(MIT AND GPL-3.0)' }, {}, 1],
    [{ license: 'AGPL-3.0' }, {}, 1],
    [{ license: 'UNLICENSED' }, {}, 1],
    [{ license: 'SEE LICENSE IN LICENSE' }, {}, 1],
    [{}, {}, 1],
    [{ license: 'MPL-2.0' }, { dev: true }, 0],
    [{ license: 'MPL-2.0' }, {}, 1],
  ])('%j of a package %j: exit code %i', (manifest, entry, status) => {
    expect(withLicence(manifest, entry)).toBe(status);
  });

  it.each([
    [[{ license: { name: 'The Apache Software License, Version 2.0' } }], 0],
    [[{ license: { id: 'LGPL-2.1-only' } }, { license: { id: 'Apache-2.0' } }], 0],
    [[{ license: { name: 'Camunda License 1.0' } }], 1],
    [[], 1],
  ])('%j of an artifact: exit code %i', (licenses, status) => {
    write('engine/target/classes/META-INF/sbom/application.cdx.json', {
      components: [{ group: 'org.example', name: 'probe', licenses }],
    });
    expect(run('licences.mjs', ['--engine', '--root', folder]).status).toBe(status);
  });
});

describe('known vulnerabilities', () => {
  const advisory = (severity: string) => ({
    vulnerabilities: {
      probe: {
        via: [
          { source: 1, name: 'probe', title: 'Probe breaks', severity, url: 'https://example.com/GHSA-aaaa-bbbb-cccc' },
        ],
      },
      user: { via: ['probe'] },
    },
  });
  const audited = (severity: string, accepted: object[] = []) =>
    run('audit.mjs', [], {
      AUDIT_REPORT: write('report.json', advisory(severity)),
      ACCEPTED_ADVISORIES: write('accepted.json', { accepted }),
    }).status;
  const entry = { id: 'GHSA-aaaa-bbbb-cccc', package: 'probe', reason: 'not reached', until: '2999-01-01' };

  it.each([
    ['critical', [], 1],
    ['high', [], 1],
    ['moderate', [], 0],
    ['high', [entry], 0],
    ['high', [{ ...entry, until: '2020-01-01' }], 1],
    ['high', [{ ...entry, id: 'GHSA-xxxx-yyyy-zzzz' }], 1],
    ['low', [{ ...entry, reason: '' }], 1],
    ['low', [{ ...entry, until: undefined }], 1],
  ])('one of severity %s with %j accepted: exit code %i', (severity, accepted, status) => {
    expect(audited(severity, accepted)).toBe(status);
  });

  it('count as not looked up, and not as a failure, where no registry answers', () => {
    expect(run('audit.mjs', [], { npm_config_registry: 'http://127.0.0.1:9/' }).status).toBe(3);
  });
});
