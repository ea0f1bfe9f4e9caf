import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramViewer, type Mark } from '../../components/DiagramViewer';
import { type ElementInstance, modifyInstance } from './monitor.request';

interface Props {
  instanceKey: string;
  xml: string;
  elements: ElementInstance[];
  onClose: () => void;
}

/** Moves an instance: which tokens end, and at which elements new ones start, chosen on the diagram. */
export function ModifyDialog({ instanceKey, xml, elements, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [activate, setActivate] = useState<string[]>([]);
  const [terminate, setTerminate] = useState<string[]>([]);
  const active = elements.filter(({ state }) => state === 'ACTIVE');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => modifyInstance(instanceKey, { activate, terminate }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['monitor'] });
      onClose();
    },
  });
  const toggle = (id: string) =>
    setActivate(activate.includes(id) ? activate.filter((other) => other !== id) : [...activate, id]);
  const ending = new Set(
    active.filter((one) => terminate.includes(one.elementInstanceKey)).map((one) => one.elementId),
  );
  const marks: Mark[] = [
    ...active.map(({ elementId }) => ({ elementId, className: ending.has(elementId) ? 'removed' : 'here' })),
    ...activate.map((elementId) => ({ elementId, className: 'added' })),
  ];
  return (
    <Modal open width={960} title={t('monitor.modify')} footer={null} onCancel={onClose} destroyOnHidden>
      {error && <Alert type="error" showIcon message={error.message} />}
      <DiagramViewer xml={xml} marks={marks} height={320} label={t('monitor.modify')} onSelect={toggle} />
      <Form layout="vertical" onFinish={() => mutate()} style={{ marginTop: 12 }}>
        <Form.Item label={t('monitor.end')}>
          <Select
            mode="multiple"
            aria-label={t('monitor.end')}
            value={terminate}
            onChange={setTerminate}
            options={active.map(({ elementInstanceKey, elementName, elementId }) => ({
              value: elementInstanceKey,
              label: `${elementName} (${elementId})`,
            }))}
          />
        </Form.Item>
        <Form.Item label={t('monitor.begin')} extra={t('monitor.beginHelp')}>
          <Select
            mode="tags"
            aria-label={t('monitor.begin')}
            value={activate}
            onChange={setActivate}
            options={[]}
            open={false}
          />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          loading={isPending}
          disabled={activate.length === 0 && terminate.length === 0}
        >
          {t('monitor.apply')}
        </Button>
      </Form>
    </Modal>
  );
}
