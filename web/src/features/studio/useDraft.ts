import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/request';
import { type Draft, type ResourceKind, saveDraft } from './studio.request';

const PAUSE_MS = 800;
/** What could not be saved, because the network or the session was lost, is tried again after so long. */
const AGAIN_MS = 4_000;

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
  const latest = useRef(start.content);
  const queue = useRef(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const gone = useRef(false);
  const saveNow = () => {
    timer.current = undefined;
    queue.current = queue.current.then(() => save(latest.current));
  };
  const saveAfter = (pauseMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(saveNow, pauseMs);
  };
  const save = async (next: string) => {
    if (refused.current) return;
    try {
      const saved = await saveDraft({ kind, id, name, baseVersion, content: next, revision: revision.current });
      revision.current = saved.revision;
      setSavedAt(saved.updatedAt);
      setError(null);
    } catch (failure) {
      setError((failure as Error).message);
      // Another one's save is not written over.
      refused.current = failure instanceof ApiError && failure.problem.code === 'changed-meanwhile';
      if (isPassing(failure) && latest.current === next && !gone.current) saveAfter(AGAIN_MS);
    }
  };
  const change = (next: string) => {
    if (next === latest.current) return;
    latest.current = next;
    setContent(next);
    saveAfter(PAUSE_MS);
  };
  // Whoever leaves the page right after a change has made it.
  const leave = useRef(saveNow);
  leave.current = saveNow;
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      clearTimeout(timer.current);
      if (timer.current !== undefined) leave.current();
    };
  }, []);
  return { content, change, savedAt, error };
}

/** Is a save refused for what passes: no network, an ended session, a fault? */
const isPassing = (failure: unknown) =>
  failure instanceof ApiError &&
  (failure.problem.status === 0 || failure.problem.status === 401 || failure.problem.status >= 500);
