import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../api/types';
import { type Part, PartChoice, PARTS } from '../../components/PartChoice';
import { correctClassification } from './cases.request';

/** Puts a wrong classification right; the next training learns from it, the way already taken stays. */
export function CorrectDialog({ found, onClose }: { found: CaseDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [changed, setChanged] = useState<Partial<Record<Part, string | null>>>({});
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => correctClassification(found.id, changed),
    onSuccess: async () => {
      void message.success(t('action.done'));
      onClose();
      await queries.invalidateQueries({ queryKey: ['case', found.id] });
    },
  });
  const now = (part: Part) => (part in changed ? changed[part] : found[part]);
  const change = (part: Part, value: string | null) =>
    // a topic belongs to its category
    setChanged({ ...changed, [part]: value, ...(part === 'category' ? { topic: null } : {}) });
  return (
    <Modal
      open
      title={t('action.classification')}
      okText={t('action.submit')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: Object.keys(changed).length === 0 }}
      confirmLoading={isPending}
      onOk={() => mutate()}
      onCancel={onClose}
    >
      {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 12 }} />}
      <Alert type="info" showIcon message={t('case.correctionHelp')} style={{ marginBottom: 12 }} />
      <Form layout="horizontal" labelCol={{ span: 6 }}>
        {PARTS.map((part) => (
          <Form.Item key={part} label={t(`desk.part.${part}`)} style={{ marginBottom: 8 }}>
            <PartChoice part={part} value={now(part)} category={now('category')} onChange={(to) => change(part, to)} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
