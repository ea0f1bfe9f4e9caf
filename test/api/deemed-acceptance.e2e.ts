import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Desk } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(600_000);

const TOWN = 'chengguan-town';
const parts = {
  reason: '经核实不属于本单位办理范围。',
  suggestedUnit: 'county-management',
  evidence: '三定方案第三条。',
};

describe('the time for a return has passed (D5 一(二))', () => {
  let app: RunningApp;
  const config = mkdtempSync(join(tmpdir(), 'hotline-config-'));

  beforeAll(async () => {
    // The working day that ends at midnight has ended whenever this runs.
    cpSync(join(process.cwd(), 'config'), config, { recursive: true });
    const file = join(config, 'profiles', 'county.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/closeOfBusiness: .*/, "closeOfBusiness: '00:00'"));
    app = await startApp({ env: { HOTLINE_CONFIG: config } });
  });

  afterAll(async () => {
    await app?.stop();
    rmSync(config, { recursive: true });
  });

  it('without one: deemed accepted, and a late one is refused by the rule', async () => {
    const desk = new Desk(app);
    const table = readFileSync(join(process.cwd(), 'bpmn', 'time-limits.dmn'), 'utf8').replace(
      /(id="time-limits-rule-3-out-2">\s*<text>)1(<\/text>)/,
      (_all, before: string, after: string) => `${before}0${after}`,
    );
    await desk.people.post('owner', '/deployments', { resources: [{ name: 'time-limits.dmn', content: table }] });
    const { id } = await desk.register('城关镇占道经营，市容很差，希望解决');
    const { assignments } = await desk.until(id, 'deemed accepted', ({ history }) =>
      history.some(({ type }) => type === 'deemed-accepted'),
    );
    expect(assignments[0]!.deemedAcceptedAt).not.toBeNull();
    const leaderOpinion = await desk.signedOpinion(TOWN, assignments[0]!.id);
    const late = desk.people.post(`${TOWN}-handler`, `/assignments/${assignments[0]!.id}/return`, {
      ...parts,
      leaderOpinion,
    });
    expect(await desk.refusal(late)).toMatchObject({ code: 'return-too-late' });
  });
});
