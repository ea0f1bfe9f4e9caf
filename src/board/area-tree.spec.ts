import type { Area } from '../config/schema';
import { summedUp, withBelow } from './area-tree';

const AREAS = [
  { code: 'county', name: '青山县' },
  { code: 'town', name: '城关镇', parent: 'county' },
  { code: 'village', name: '东村', parent: 'town' },
  { code: 'district', name: '临江区' },
] as Area[];

describe('areas of the board', () => {
  it('an area has those below it, at any depth', () => {
    expect(withBelow('county', AREAS)).toEqual(['county', 'town', 'village']);
    expect(withBelow('district', AREAS)).toEqual(['district']);
  });

  it('what is open below counts above too; where nothing is open is left out', () => {
    const rows = summedUp(
      [
        { area: 'village', open: 2, overdue: 1, hot: 0 },
        { area: 'county', open: 1, overdue: 0, hot: 1 },
        { area: null, open: 3, overdue: 0, hot: 0 },
      ],
      AREAS,
    );
    expect(rows.map(({ area, parent, open, overdue, hot }) => [area, parent, open, overdue, hot])).toEqual([
      ['county', null, 3, 1, 1],
      ['town', 'county', 2, 1, 0],
      ['village', 'town', 2, 1, 0],
      [null, null, 3, 0, 0],
    ]);
  });
});
