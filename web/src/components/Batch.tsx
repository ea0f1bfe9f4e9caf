import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';

const EVERY_MS = 700;
const RUNNING = ['CREATED', 'ACTIVE', 'SUSPENDED'];

/** How far the engine is with many instances. */
export interface BatchState {
  state: string;
  total: number;
  done: number;
  failed: number;
  failures: { instance: string; message: string }[];
}

/** Is it still being done? */
export const isRunning = ({ state }: BatchState) => RUNNING.includes(state);

/** What the engine does to many instances. */
export type BatchKind = 'cancellation' | 'migration' | 'modification' | 'incident-resolution';

/** Begins a batch on running instances: all that fit, or those of `keys`. */
export const startBatch = (what: BatchKind, body: object) =>
  request<{ key: string }>(`/monitor/batches/${what}`, { method: 'POST', body });

/** Follows a batch of the engine until it is over; it goes on when the page is closed. */
export function BatchBar({ batchKey, onEnd }: { batchKey: string; onEnd?: (state: BatchState) => void }) {
  const { t } = useTranslation();
  const [stopping, setStopping] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['batch', batchKey],
    queryFn: () => request<BatchState>(`/monitor/batches/${batchKey}`),
    refetchInterval: ({ state: { data: known } }) => (known && !isRunning(known) ? false : EVERY_MS),
  });
  const ended = useRef(onEnd);
  ended.current = onEnd;
  const over = data && !isRunning(data);
  useEffect(() => {
    if (over) ended.current?.(data);
    // once for each batch
  }, [over, batchKey]);
  const stop = async () => {
    setStopping(true);
    await request<void>(`/monitor/batches/${batchKey}/stop`, { method: 'POST' }).catch(() => undefined);
  };
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!data) return null;
  const { total, done, failed, failures } = data;
  return (
    <div role="status" style={{ marginBottom: 12 }}>
      <Flex gap="small" align="center">
        <Progress
          percent={total === 0 ? 100 : Math.round((100 * (done + failed)) / total)}
          status={failed > 0 ? 'exception' : over ? 'success' : 'active'}
          aria-label={t('bulk.progress')}
        />
        {!over && (
          <Button size="small" loading={stopping} onClick={() => void stop()}>
            {t('bulk.stop')}
          </Button>
        )}
      </Flex>
      {t('bulk.done', { done, total })}
      {failures.map(({ instance, message }) => (
        <Alert key={instance} type="error" showIcon message={`${instance}: ${message}`} />
      ))}
    </div>
  );
}
