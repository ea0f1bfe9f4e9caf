import { readFileSync } from 'node:fs';
import { migrationPlan } from './migration-plan';

const diagram = readFileSync('bpmn/revisit-case.bpmn', 'utf8');

describe('what maps where when running instances move to another version', () => {
  it.each([
    [
      'an element that is still there continues as itself',
      (xml: string) => xml,
      { targetElementId: 'revisit', reason: null },
    ],
    [
      'an element that is gone has no place',
      (xml: string) => xml.replaceAll('"revisit"', '"phone-citizen"').replaceAll('>revisit<', '>phone-citizen<'),
      { targetElementId: null, reason: 'missing', candidates: [{ id: 'phone-citizen', name: '电话回访' }] },
    ],
    [
      'an element that became another kind cannot continue',
      (xml: string) => xml.replaceAll('userTask', 'serviceTask'),
      { targetElementId: null, reason: 'other-type' },
    ],
  ])('%s', async (_what, change, expected) => {
    const [row] = await migrationPlan(diagram, change(diagram), [{ elementId: 'revisit', active: 2 }]);
    expect(row).toMatchObject({ sourceElementId: 'revisit', active: 2, ...expected });
  });

  it('says nothing of elements at which nothing stands', async () => {
    expect(await migrationPlan(diagram, diagram, [{ elementId: 'revisit', active: 0 }])).toEqual([]);
  });
});
