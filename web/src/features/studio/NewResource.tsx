import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { emptyResource } from './empty-resource';
import { type ResourceKind, saveDraft } from './studio.request';

const KINDS: ResourceKind[] = ['process', 'decision', 'form'];

/** Starts a new diagram, table or form as a draft. */
export function NewResource() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: saveDraft,
    onSuccess: ({ kind, resourceId }) => void navigate(`/studio/${kind}/${resourceId}`),
  });
  const start = ({ kind, id, title }: { kind: ResourceKind; id: string; title: string }) =>
    mutate({ kind, id, ...emptyResource(kind, id, title), baseVersion: null, revision: 0 });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('studio.new')}</Button>
      <Modal open={open} title={t('studio.new')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        {error && <Alert type="error" showIcon message={error.message} />}
        <Form layout="vertical" onFinish={start} initialValues={{ kind: 'process' }}>
          <Form.Item name="kind" label={t('studio.kindLabel')}>
            <Select options={KINDS.map((value) => ({ value, label: t(`studio.kind.${value}`) }))} />
          </Form.Item>
          <Form.Item name="title" label={t('studio.name')} rules={[{ required: true }]}>
            <Input />
          </Form.Item>
          <Form.Item
            name="id"
            label={t('studio.id')}
            rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{1,60}$/, message: t('studio.idRule') }]}
          >
            <Input />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isPending}>
            {t('studio.create')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
