import { useEffect, useState } from 'react';

const PREFIX = 'hotline.typed.';

/** Forgets all that was typed: the next one at this tab must not see it. */
export function forgetTyped(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

/**
 * What was typed under a name, kept in this tab over a reload and an ended session, and nowhere else: it may be personal.
 * `forget` when it was sent.
 */
export function useKept<T>(name: string): { kept: T | null; keep: (value: T) => void; forget: () => void } {
  const key = PREFIX + name;
  const [kept] = useState<T | null>(() => {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as T) : null;
  });
  return {
    kept,
    keep: (value) => sessionStorage.setItem(key, JSON.stringify(value)),
    forget: () => sessionStorage.removeItem(key),
  };
}

/** A value as it was a moment ago, so that not every key stroke asks the server. */
export function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
