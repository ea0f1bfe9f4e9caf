import { Type } from 'class-transformer';
import { IsInt } from 'class-validator';
import { Problem } from '../../problems/problem';
import { validation } from './validation';

class CountDto {
  @Type(() => Number) @IsInt() count!: number;
}

describe('a body that does not fit', () => {
  it.each([
    ['a value that cannot become a number at all', { count: { toString: 1 } }],
    ['a text for a number', { count: 'x' }],
    ['a member that there is none of', { count: 1, other: 1 }],
    ['members as deep as it goes', JSON.parse(`${'{"count":'.repeat(20_000)}1${'}'.repeat(20_000)}`)],
    ['nothing', {}],
  ])('is a problem and no fault: %s', async (_what, body) => {
    const refused = validation.transform(body, { type: 'body', metatype: CountDto });
    await expect(refused).rejects.toBeInstanceOf(Problem);
    await expect(refused).rejects.toMatchObject({ code: 'validation-failed' });
  });
});
