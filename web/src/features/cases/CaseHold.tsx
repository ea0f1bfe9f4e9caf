import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../api/types';
import { HoldDialog } from '../../components/HoldDialog';
import { liftHold, listHolds } from '../../components/holds.request';
import { useSending } from '../../components/useSending';

/** Whether the case is kept beyond its retention; an admin holds it, or lifts that. */
export function CaseHold({ me, caseId }: { me: Principal; caseId: string }) {
  const { t } = useTranslation();
  const [placing, setPlacing] = useState(false);
  const reads = ['admin', 'oversight'].includes(me.role);
  const { data } = useQuery({
    queryKey: ['holds', 'of', caseId],
    queryFn: () => listHolds({ caseId }),
    enabled: reads,
  });
  const lifting = useSending('holds', liftHold);
  if (!reads || !data) return null;
  const [hold] = data;
  return (
    <>
      {hold && <Tag color="red">{t('holds.heldFor', { reason: hold.reason })}</Tag>}
      {me.role === 'admin' &&
        (hold ? (
          <Popconfirm title={t('holds.liftAsk')} onConfirm={() => lifting.mutate(caseId)}>
            <Button>{t('holds.lift')}</Button>
          </Popconfirm>
        ) : (
          <Button onClick={() => setPlacing(true)}>{t('holds.place')}</Button>
        ))}
      {placing && <HoldDialog caseId={caseId} onClose={() => setPlacing(false)} />}
    </>
  );
}
