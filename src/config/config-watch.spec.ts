import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { readKpiTargets } from '../kpi/kpi-config';
import { ConfigWatch } from './config-watch';
import { HotlineConfig } from './hotline-config';

describe('a change of config/ under the running app', () => {
  let folder: string;
  let config: HotlineConfig;
  let watch: ConfigWatch;
  let refusals: string[];

  const edit = (file: string, from: string, to: string): void => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file}: there is no "${from}"`);
    writeFileSync(path, text.replace(from, to));
  };
  /** Looks until the folder has come to rest. */
  const looked = (): boolean => [watch.look(), watch.look()].includes(true);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hotline-watch-'));
    cpSync(join(process.cwd(), 'config'), folder, { recursive: true });
    config = HotlineConfig.load(folder);
    watch = new ConfigWatch(folder, config);
    refusals = [];
    jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
    jest.spyOn(Logger.prototype, 'error').mockImplementation((words: string) => void refusals.push(words));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('holds for whoever has the configuration, in all its parts at once', () => {
    const targets = watch.follow(readKpiTargets);
    edit('profiles/county.yaml', 'redoCap: 2', 'redoCap: 3');
    edit('kpi.yaml', 'answeredTarget: 0.95', 'answeredTarget: 0.9');
    edit('holidays.yaml', 'workingDays: []', "workingDays: ['2027-10-09']");
    expect(looked()).toBe(true);
    expect(config.profile('county').redoCap).toBe(3);
    expect(targets.calls.answeredTarget).toBe(0.9);
    expect(config.calendarOverrides['2027-10-09']).toBe(true);
    expect(looked()).toBe(false);
  });

  it('waits until the folder has come to rest', () => {
    edit('profiles/county.yaml', 'redoCap: 2', 'redoCap: 3');
    expect(watch.look()).toBe(false);
    edit('profiles/city.yaml', 'redoCap: 2', 'redoCap: 34');
    expect(watch.look()).toBe(false);
    expect(config.profile('county').redoCap).toBe(2);
    expect(watch.look()).toBe(true);
    expect(config.profile('city').redoCap).toBe(34);
  });

  it.each([
    {
      where: 'a profile',
      file: 'profiles/county.yaml',
      from: 'redoCap: 2',
      to: 'redoCap: two',
      finding: /county\.yaml:10: redoCap/,
    },
    {
      where: 'a part that somebody else reads',
      file: 'kpi.yaml',
      from: 'onTime: 30',
      to: 'onTime: 31',
      finding: /kpi\.yaml:\d+: assessment/,
    },
  ])('is refused whole, once, where $where is broken; put right it holds', ({ file, from, to, finding }) => {
    const targets = watch.follow(readKpiTargets);
    edit('profiles/city.yaml', 'redoCap: 2', 'redoCap: 5');
    edit(file, from, to);
    expect(looked()).toBe(false);
    expect(looked()).toBe(false);
    expect(refusals).toEqual([expect.stringMatching(finding)]);
    expect(config.profile('city').redoCap).toBe(2);
    expect(targets.assessment.onTime).toBe(30);
    edit(file, to, from);
    expect(looked()).toBe(true);
    expect(config.profile('city').redoCap).toBe(5);
  });
});
