const INSTANT = /^now\+(\d+)([hd])$/;
const HOUR_MS = 3_600_000;

/** Sample values with "now+24h" and "now+3d" (clock hours and days) made instants, however deep they stand. */
export function withInstants(values: Record<string, unknown>, now: Date): Record<string, unknown> {
  return instantsIn(values, now) as Record<string, unknown>;
}

function instantsIn(value: unknown, now: Date): unknown {
  if (Array.isArray(value)) return value.map((item) => instantsIn(item, now));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, instantsIn(inner, now)]));
  }
  const [, count, unit] = (typeof value === 'string' && INSTANT.exec(value)) || [];
  if (!count) return value;
  return new Date(now.getTime() + Number(count) * (unit === 'd' ? 24 : 1) * HOUR_MS).toISOString();
}
