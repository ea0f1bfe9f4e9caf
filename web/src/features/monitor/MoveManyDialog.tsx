import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramViewer, type Mark } from '../../components/DiagramViewer';
import type { Statistics } from './monitor.request';

interface Props {
  xml: string;
  statistics: Statistics[];
  error: Error | null;
  pending: boolean;
  onMove: (move: { sourceElementId: string; targetElementId: string }) => void;
  onClose: () => void;
}

/** Moves the tokens of many instances from one element to another, chosen on the diagram. */
export function MoveManyDialog({ xml, statistics, error, pending, onMove, onClose }: Props) {
  const { t } = useTranslation();
  const standing = statistics.filter(({ active }) => active > 0);
  const [source, setSource] = useState(standing[0]?.elementId);
  const [target, setTarget] = useState('');
  const marks: Mark[] = [
    ...(source ? [{ elementId: source, className: 'removed' }] : []),
    ...(target ? [{ elementId: target, className: 'added' }] : []),
  ];
  return (
    <Modal open width={960} title={t('monitor.modify')} footer={null} onCancel={onClose} destroyOnHidden>
      {error && <Alert type="error" showIcon message={error.message} />}
      <DiagramViewer xml={xml} marks={marks} height={320} label={t('monitor.modify')} onSelect={setTarget} />
      <Form
        layout="vertical"
        style={{ marginTop: 12 }}
        onFinish={() => source && onMove({ sourceElementId: source, targetElementId: target.trim() })}
      >
        <Form.Item label={t('monitor.moveFrom')}>
          <Select
            aria-label={t('monitor.moveFrom')}
            value={source}
            onChange={setSource}
            options={standing.map(({ elementId, active }) => ({ value: elementId, label: `${elementId} (${active})` }))}
          />
        </Form.Item>
        <Form.Item label={t('monitor.moveTo')} extra={t('monitor.moveHelp')}>
          <Input
            aria-label={t('monitor.moveTo')}
            value={target}
            maxLength={255}
            onChange={(event) => setTarget(event.target.value)}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={pending} disabled={!source || !target.trim()}>
          {t('monitor.apply')}
        </Button>
      </Form>
    </Modal>
  );
}
