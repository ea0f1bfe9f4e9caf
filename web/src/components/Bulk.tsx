import { Alert, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** How far it is. */
export interface BulkState {
  done: number;
  total: number;
  failed: { name: string; message: string }[];
}

/**
 * Shows what the server does with many things one after the other: `act` is given a function to tell of each that is done,
 * with a message where it failed.
 */
export function useBulk(finished: () => Promise<unknown>): {
  state: BulkState | null;
  follow: (total: number, act: (done: (name: string, failure?: string) => void) => Promise<void>) => Promise<void>;
} {
  const [state, setState] = useState<BulkState | null>(null);
  const follow = async (total: number, act: (done: (name: string, failure?: string) => void) => Promise<void>) => {
    const failed: BulkState['failed'] = [];
    let done = 0;
    setState({ done, total, failed });
    await act((name, message) => {
      done += 1;
      if (message) failed.push({ name, message });
      setState({ done, total, failed: [...failed] });
    }).catch((error: Error) => setState({ done, total, failed: [...failed, { name: '', message: error.message }] }));
    await finished();
  };
  return { state, follow };
}

/** The bar of it, with what failed. */
export function Bulk({ bulk: { state } }: { bulk: { state: BulkState | null } }) {
  const { t } = useTranslation();
  if (!state) return null;
  const { done, total, failed } = state;
  return (
    <div role="status" style={{ marginBottom: 12 }}>
      <Progress
        percent={total === 0 ? 100 : Math.round((100 * done) / total)}
        status={failed.length > 0 ? 'exception' : undefined}
        aria-label={t('bulk.progress')}
      />
      {t('bulk.done', { done: done - failed.length, total })}
      {failed.map(({ name, message }) => (
        <Alert key={name} type="error" showIcon message={name ? `${name}: ${message}` : message} />
      ))}
    </div>
  );
}
