import type { KpiRow } from './kpi.request';

/** A share of 1 as it is read; a dash where there was nothing to measure. */
export const percent = (rate: number | null) => (rate === null ? '–' : `${(rate * 100).toFixed(1)}%`);

/** The least part of the scale in which a target and what misses it by little can be told apart. */
const ROOM = 0.1;
/** The steps of a scale, and how many of them it has at most. */
const STEPS = [0.05, 0.1, 0.2, 0.25];
const LINES = 4;

/**
 * From where to where a measure's scale goes: rates that should be high up to 100 % from a tenth below the lowest, those that should
 * be low from 0 % to somewhat above the highest.
 */
export function axisOf({ measure, target }: KpiRow, rows: KpiRow[]): { min: number; max: number; interval?: number } {
  const rates = [target, ...rows.flatMap(({ rate }) => (rate === null ? [] : [rate]))];
  if (measure === 'staff-complaints') return { min: 0, max: Math.ceil(Math.max(...rates) * 150) / 100 };
  const min = Math.max(0, Math.floor((Math.min(...rates) - ROOM) * 10) / 10);
  return { min, max: 1, interval: STEPS.find((step) => step * LINES >= 1 - min) };
}
