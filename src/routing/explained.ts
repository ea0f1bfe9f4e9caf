import type { HotlineConfig } from '../config/hotline-config';
import { type Language, translate } from '../i18n/i18n';
import type { RoutingReason } from './rules';

/** A reason with its words. */
export interface ExplainedReason extends RoutingReason {
  text: string;
}

/** Puts a reason into words: codes of areas and units become their names. */
export function explained(reason: RoutingReason, language: Language, config: HotlineConfig): ExplainedReason {
  const name = (code: unknown): unknown =>
    config.areas.find((area) => area.code === code)?.name ??
    config.units.find((unit) => unit.code === code)?.name ??
    code;
  const params = Object.fromEntries(
    Object.entries(reason.params ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(name).join('、') : name(value),
    ]),
  );
  return { ...reason, text: translate(`routing.${reason.rule}`, params, language) };
}
