import { type Services, startServices } from '../../test/support/database';
import { type CaseClassification, CaseClassificationService } from './case-classification.service';
import { ClassificationCorrections, type Correction } from './classification-corrections';
import { RegistrationsService } from './registrations.service';

jest.setTimeout(120_000);

const PROPOSED: CaseClassification = {
  caseType: 'consult',
  category: 'education',
  urgency: 'normal',
  responseLevel: 'general',
  area: null,
  confidence: 0.3,
  hot: false,
  major: false,
  answerable: false,
};
/** What happens to a case before it is routed, and the category that the process is told then: it has every other as it is. */
const TABLE: [string, ('intake' | 'machine' | 'by-hand' | 'correction')[], string | null][] = [
  ['classified by the machine', ['machine'], null],
  ['corrected at intake', ['intake', 'machine'], null],
  ['classified by hand after that', ['intake', 'machine', 'by-hand'], null],
  ['corrected after its classification', ['machine', 'correction'], 'environment'],
  ['corrected after it was classified by hand', ['machine', 'by-hand', 'correction'], 'environment'],
  ['corrected at intake and again', ['intake', 'machine', 'correction'], 'environment'],
  ['corrected, but not classified yet', ['intake'], null],
];

describe('the correction of a classification', () => {
  let services: Services;

  beforeAll(async () => {
    services = await startServices();
  });
  afterAll(() => services?.stop());

  it.each(TABLE)('of a case that was %s', async (_, happened, told) => {
    const classification = services.get(CaseClassificationService);
    const register = (correction?: Correction) =>
      services.get(RegistrationsService).register({ content: '路灯坏了', channel: 'web', correction }, 'agent');
    const { id } = await register(happened[0] === 'intake' ? { category: 'civil-affairs' } : undefined);
    for (const what of happened) {
      if (what === 'correction') {
        await services.get(ClassificationCorrections).correct(id, { category: 'environment' }, 'supervisor');
      } else if (what !== 'intake') {
        const by = { actor: 'agent', manual: what === 'by-hand' };
        await classification.applyClassification(`${what}:${id}`, id, PROPOSED, by);
      }
    }
    expect((await classification.correctionOf(id))?.category ?? null).toBe(told);
  });

  it('is what a machine that classifies after it is sure of, once type and category are a person’s', async () => {
    const classification = services.get(CaseClassificationService);
    const correction = { caseType: 'complain', category: 'civil-affairs' } as const;
    const { id } = await services
      .get(RegistrationsService)
      .register({ content: '路灯坏了', channel: 'web', correction }, 'agent');
    const kept = await classification.applyClassification(`machine:${id}`, id, PROPOSED, {
      actor: 'system',
      manual: false,
    });
    expect(kept).toMatchObject({ ...correction, urgency: 'normal', confidence: 1 });
    expect(await classification.classificationOf(id)).toMatchObject({ ...correction, confidence: 1 });
  });
});
