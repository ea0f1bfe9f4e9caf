import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/request';
import { type Draft, type ResourceKind, saveDraft } from './studio.request';

const PAUSE_MS = 800;

/** What is being edited, saved as a draft shortly after each change: a reload, a crash or an ended session loses nothing. */
export function useDraft(start: {
  kind: ResourceKind;
  id: string;
  name: string;
  baseVersion: number | null;
  draft: Draft | null;
  content: string;
}): { content: string; change: (content: string) => void; savedAt: string | null; error: string | null } {
  const { kind, id, name, baseVersion } = start;
  const [content, setContent] = useState(start.content);
  const [savedAt, setSavedAt] = useState(start.draft?.updatedAt ?? null);
  const [error, setError] = useState<string | null>(null);
  const revision = useRef(start.draft?.revision ?? 0);
  const refused = useRef(false);
  const queue = useRef(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const save = async (next: string) => {
    if (refused.current) return;
    try {
      const saved = await saveDraft({ kind, id, name, baseVersion, content: next, revision: revision.current });
      revision.current = saved.revision;
      setSavedAt(saved.updatedAt);
      setError(null);
    } catch (failure) {
      setError((failure as Error).message);
      // Another one's save is not written over; what the network lost is tried again with the next change.
      refused.current = failure instanceof ApiError && failure.problem.code === 'changed-meanwhile';
    }
  };
  const change = (next: string) => {
    if (next === content && !timer.current) return;
    setContent(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      queue.current = queue.current.then(() => save(next));
    }, PAUSE_MS);
  };
  return { content, change, savedAt, error };
}
