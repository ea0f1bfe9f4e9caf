import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { validation } from '../../src/api/common/validation';
import { Problem } from '../../src/problems/problem';
import { anyValue, type Dto, dtos, fitting, isOptional, rulesOf } from './dto-arbitraries';
import { runs, SEED } from './settings';

const API = join(process.cwd(), 'src', 'api');
for (const file of readdirSync(API, { recursive: true, encoding: 'utf8' })) {
  // the classes name themselves to class-validator when their modules are loaded
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  if (/\.(dto|controller)\.ts$/.test(file)) require(join(API, file));
}

const settings = { seed: SEED, numRuns: runs(40) };
const DATABASE = /^(Hotline|Studio)?Config$/;
const all = dtos().filter(({ name }) => !DATABASE.test(name));

const takes = (dto: Dto, body: unknown) => validation.transform(body, { type: 'body', metatype: dto });

/** The problem with which a body is refused; a fault that is none is thrown on. */
async function refusal(dto: Dto, body: unknown): Promise<Problem | undefined> {
  try {
    await takes(dto, body);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

const fieldsOf = ({ extra }: Problem) => (extra.errors as { field: string }[]).map(({ field }) => field.split('.')[0]);

it('finds every class of bodies and queries', () => {
  expect(all.length).toBeGreaterThan(60);
});

describe.each(all.map((dto) => ({ name: dto.name, dto })))('$name', ({ dto }) => {
  const rules = rulesOf(dto);

  it('takes what fits its rules', async () => {
    await fc.assert(
      fc.asyncProperty(fitting(dto), async (body) => {
        expect((await refusal(dto, body))?.extra).toBeUndefined();
      }),
      settings,
    );
  });

  it('refuses a member that it does not have, by its name', async () => {
    await fc.assert(
      fc.asyncProperty(fitting(dto), fc.constantFrom('role', 'isAdmin', 'id ', '诉求'), async (body, name) => {
        const problem = await refusal(dto, { ...body, [name]: 1 });
        expect(problem?.code).toBe('validation-failed');
        expect(fieldsOf(problem!)).toContain(name);
      }),
      { ...settings, numRuns: Math.ceil(settings.numRuns / 4) },
    );
  });

  it('refuses it without a member that must be there', async () => {
    const required = [...rules].filter(
      ([, of]) => !isOptional(of) && !of.some(({ type }) => type === 'conditionalValidation'),
    );
    for (const [name, of] of required) {
      // one that only lets everything through has nothing to miss
      if (of.every(({ type }) => type === 'whitelistValidation')) continue;
      const [body] = fc.sample(fitting(dto), { seed: SEED, numRuns: 1 });
      const { [name]: _left, ...rest } = body!;
      const problem = await refusal(dto, rest);
      const hasDefault = (new dto() as Record<string, unknown>)[name] !== undefined;
      if (!hasDefault)
        expect({ name, fields: problem && fieldsOf(problem) }).toEqual({
          name,
          fields: expect.arrayContaining([name]),
        });
    }
  });

  it('answers anything in a member with a problem or by taking it, and never with a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fitting(dto), fc.constantFrom(...rules.keys()), anyValue, async (body, name, value) => {
        const problem = await refusal(dto, { ...body, [name]: value });
        if (problem) expect(problem.code).toBe('validation-failed');
      }),
      { ...settings, numRuns: settings.numRuns * 2 },
    );
  });

  it('answers any body at all with a problem or by taking it', async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (body) => {
        const problem = await refusal(dto, body);
        if (problem) expect(problem.code).toBe('validation-failed');
      }),
      settings,
    );
  });
});
