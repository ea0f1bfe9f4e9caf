import type { Mark } from './DiagramViewer';

const RANK = { done: 0, here: 1, incident: 2 };

/** Each element once, by the most pressing of its stays: an incident, then where it is, then what is done. */
export function pathMarks(stays: readonly { elementId: string; state: string; hasIncident: boolean }[]): Mark[] {
  const found = new Map<string, keyof typeof RANK>();
  for (const { elementId, state, hasIncident } of stays) {
    const now = hasIncident ? 'incident' : state === 'ACTIVE' ? 'here' : 'done';
    const before = found.get(elementId);
    if (!before || RANK[now] > RANK[before]) found.set(elementId, now);
  }
  return [...found].map(([elementId, className]) => ({ elementId, className }));
}
