import { join } from 'node:path';
import { HotlineConfig } from '../config/hotline-config';
import { ROUTING_CASES } from './route-case.cases';
import { routeCase } from './route-case';

const config = HotlineConfig.load(join(process.cwd(), 'config'));

describe('routing by 分级负责、归口管理、属地优先', () => {
  it.each(ROUTING_CASES)('$why', ({ profile, category, area, text, exclude, chosen, units }) => {
    const decision = routeCase({
      category,
      area,
      text: text ?? '',
      exclude: exclude ?? [],
      chosenUnits: chosen ?? [],
      units: config.units,
      areas: config.areas,
      profile: config.profile(profile),
    });
    expect(decision.assignments).toEqual(units.map((unit, index) => ({ unit, role: index === 0 ? 'lead' : 'co' })));
    expect(decision.because.length).toBeGreaterThan(0);
  });
});
