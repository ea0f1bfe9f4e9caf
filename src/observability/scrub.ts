/** Members of a log line that are left out whatever they hold. */
const SECRET_KEYS =
  /^(authorization|cookie|set-cookie|password|passwd|secret|token|access_?token|refresh_?token|api_?key|phone|mobile|tel|recipient|address|id_?card|parameters|query)$/i;

/** What is cut out of every text: passwords in addresses, tokens, telephone and identity numbers of citizens, mail addresses. */
const PATTERNS: readonly [RegExp, string][] = [
  [/(:\/\/[^\s:/@]*:)[^\s@/]+@/g, '$1***@'],
  [/\b(Bearer|Basic)\s+[\w~+/.=-]{8,}/gi, '$1 ***'],
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]{5,}/g, '[token]'],
  [/\b(password|passwd|secret|token)(["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',;&]{3,}/gi, '$1$2***'],
  [/(?<![\d.])\d{17}[\dXx](?!\d)/g, '[id number]'],
  [/(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, '[phone]'],
  [/(?<![\d.-])0\d{2,3}-\d{7,8}(?!\d)/g, '[phone]'],
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[mail]'],
];

const MOST_DEPTH = 6;

/** A text without what must not stand in a log. */
export function scrubText(text: string): string {
  return PATTERNS.reduce((scrubbed, [pattern, instead]) => scrubbed.replace(pattern, instead), text);
}

/** A log line's members without secrets and personal data; an error becomes its name, code, words and trace. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (value instanceof Error) return scrubError(value, depth);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (depth >= MOST_DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, SECRET_KEYS.test(key) ? '***' : scrub(member, depth + 1)]),
  );
}

/**
 * Named members only: a driver's error carries the statement with its values, a client's the whole request. The words
 * of PostgreSQL's `detail` quote rows, so they stay out.
 */
function scrubError(error: Error, depth: number): object {
  const { code, status, type, cause } = error as { code?: unknown; status?: unknown; type?: unknown; cause?: unknown };
  return {
    type: typeof type === 'string' ? type : error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    message: scrubText(error.message),
    stack: scrubText(error.stack ?? ''),
    ...(cause instanceof Error && depth < MOST_DEPTH ? { cause: scrubError(cause, depth + 1) } : {}),
  };
}
