import { type Erasable, refusalToErase } from './may-erase';

const until = new Date('2037-01-01T00:00:00+08:00');
const archived: Erasable = {
  closedAt: new Date('2026-03-02T02:00:00Z'),
  retainUntil: until,
  held: false,
  followed: false,
};

describe('a case is erased', () => {
  it.each<[string, Partial<Erasable>, string, string | null]>([
    ['from the end of its retention on', {}, '2036-12-31T16:00:00.000Z', null],
    ['not a moment before', {}, '2036-12-31T15:59:59.999Z', 'erasure-retained'],
    ['not while it is open, however old', { closedAt: null }, '2099-01-01T00:00:00Z', 'erasure-open'],
    ['not without an archive', { retainUntil: null }, '2099-01-01T00:00:00Z', 'erasure-open'],
    ['not while a case that follows it is open', { followed: true }, '2099-01-01T00:00:00Z', 'erasure-open'],
    ['not while it is held', { held: true }, '2099-01-01T00:00:00Z', 'erasure-held'],
  ])('%s', (_what, but, now, refusal) => {
    expect(refusalToErase({ ...archived, ...but }, new Date(now))).toBe(refusal);
  });
});
