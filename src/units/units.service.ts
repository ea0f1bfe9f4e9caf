import { Injectable } from '@nestjs/common';
import { HotlineConfig } from '../config/hotline-config';
import type { Unit } from '../config/schema';
import { Problem } from '../problems/problem';

/** The registry of handling units (承办单位). */
@Injectable()
export class UnitsService {
  constructor(private readonly config: HotlineConfig) {}

  /** Every unit, in the registry's order. */
  all(): readonly Unit[] {
    return this.config.units;
  }

  has(code: string): boolean {
    return this.config.units.some((unit) => unit.code === code);
  }

  /** The unit of a code; `unknown-unit` when there is none. */
  get(code: string): Unit {
    const unit = this.config.units.find((one) => one.code === code);
    if (!unit) throw new Problem('unknown-unit', { unit: code });
    return unit;
  }

  /** A unit that a body assigns cases to; `unknown-unit` for every other one. */
  of(body: string, code: string): Unit {
    const unit = this.config.unitsOf(body).find((one) => one.code === code);
    if (!unit) throw new Problem('unknown-unit', { unit: code });
    return unit;
  }
}
