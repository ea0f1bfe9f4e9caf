import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HotlineConfig } from './hotline-config';

/** Loads the shipped configuration with one file changed; gives what was found to be wrong. */
function findingsWith(file: string, change: (text: string) => string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-config-'));
  try {
    cpSync(join(process.cwd(), 'config'), folder, { recursive: true });
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
    HotlineConfig.load(folder);
    return [];
  } catch (error) {
    return (error as { findings: string[] }).findings;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the configuration', () => {
  it('that is shipped is right', () => {
    const config = HotlineConfig.load(join(process.cwd(), 'config'));
    expect(config.profileNames).toEqual(['city', 'county', 'dalian', 'enterprise', 'jinan']);
    expect(config.profile('county').timeZone).toBe('Asia/Shanghai');
  });

  it.each([
    {
      what: 'a word where a number belongs',
      file: 'profiles/county.yaml',
      change: (text: string) => text.replace('redoCap: 2', 'redoCap: two'),
      finding: /^config\/profiles\/county\.yaml:10: redoCap: /,
    },
    {
      what: 'an unknown key',
      file: 'profiles/city.yaml',
      change: (text: string) => `${text}colour: red\n`,
      finding: /^config\/profiles\/city\.yaml:\d+: \(file\): .*colour/,
    },
    {
      what: 'YAML that is none',
      file: 'units.yaml',
      change: (text: string) => text.replace('units:', 'units: ['),
      finding: /^config\/units\.yaml:\d+: /,
    },
    {
      what: 'a parent that is no unit',
      file: 'units.yaml',
      change: (text: string) => text.replace('parent: city-police', 'parent: city-polise'),
      finding: /^config\/units\.yaml: county-police\.parent: there is no "city-polise"$/,
    },
    {
      what: 'a code twice',
      file: 'areas.yaml',
      change: (text: string) => text.replace('code: heping', 'code: chengguan'),
      finding: /^config\/areas\.yaml: areas: the code "chengguan" stands there twice$/,
    },
    {
      what: 'a reply template that asks for what nobody fills in',
      file: 'reply-templates.yaml',
      change: (text: string) => text.replace('{{steps}}', '{{stepps}}'),
      finding: /^config\/reply-templates\.yaml: consult-policy\.text: there is no placeholder "{{stepps}}"$/,
    },
    {
      what: 'a deputy that is no unit',
      file: 'units.yaml',
      change: (text: string) =>
        text.replace(
          'capacity: 60,',
          "capacity: 60,\n      absences: [{ from: '2026-12-01', to: '2026-12-02', deputy: nobody }],",
        ),
      finding: /^config\/units\.yaml: chengguan-town\.absences\.deputy: there is no "nobody"$/,
    },
    {
      what: 'a finding that no reply can have',
      file: 'profiles/jinan.yaml',
      change: (text: string) => text.replace('reply-unit-missing', 'reply-unit-mising'),
      finding: /^config\/profiles\/jinan\.yaml:\d+: replyCheck\.refuse\.0: /,
    },
    {
      what: 'a category without phrases',
      file: 'categories.yaml',
      change: (text: string) => `${text}  - { code: transport, name: 交通, english: Transport }\n`,
      finding: /^config\/classification\.yaml: category\.transport: /,
    },
    {
      what: 'a document that includes what there is not',
      file: 'templates/briefing.html',
      change: (text: string) => text.replace('{{> case}}', '{{> kase}}'),
      finding: /^config\/templates\/briefing\.html: there is no partial "kase"$/,
    },
    {
      what: 'a zone that is none',
      file: 'hotline.yaml',
      change: (text: string) => text.replace('Asia/Shanghai', 'Asia/Beijing'),
      finding: /^config\/hotline\.yaml:\d+: timeZone: no such time zone$/,
    },
  ])('with $what is refused with file, line and key', ({ file, change, finding }) => {
    expect(findingsWith(file, change)).toEqual(expect.arrayContaining([expect.stringMatching(finding)]));
  });
});
