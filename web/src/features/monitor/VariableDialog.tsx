import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, AutoComplete, Button, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { search, setVariables } from './monitor.request';

interface Props {
  instanceKey: string;
  /** The variable to change, where it is known. */
  name?: string;
  scopeKey?: string;
  onClose: () => void;
  onSaved: () => void;
}

/** Corrects one variable of an instance; its value is JSON. */
export function VariableDialog({ instanceKey, name, scopeKey, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ name: string; value: string }>();
  const queries = useQueryClient();
  const known = useQuery({
    queryKey: ['monitor', 'variables', instanceKey],
    queryFn: () => search('variables', { processInstanceKey: instanceKey }),
  });
  const find = (wanted: string) =>
    known.data?.items.find((item) => item.name === wanted && (!scopeKey || item.scopeKey === scopeKey));
  const { mutate, error, isPending } = useMutation({
    mutationFn: (entered: { name: string; value: string }) =>
      setVariables(instanceKey, find(entered.name)?.scopeKey ?? scopeKey ?? instanceKey, {
        [entered.name]: JSON.parse(entered.value) as unknown,
      }),
    onSuccess: () => {
      onSaved();
      void queries.invalidateQueries({ queryKey: ['monitor'] });
    },
  });
  const json = (_: unknown, text: string) => {
    try {
      JSON.parse(text);
      return Promise.resolve();
    } catch {
      return Promise.reject(new Error(t('monitor.notJson')));
    }
  };
  return (
    <Modal open title={t('monitor.correct')} footer={null} onCancel={onClose} destroyOnHidden>
      {[known.error, error].map(
        (one) => one && <Alert key={one.message} type="error" showIcon message={one.message} />,
      )}
      {known.data && (
        <Form
          form={form}
          layout="vertical"
          onFinish={mutate}
          initialValues={{ name, value: name ? find(name)?.value : undefined }}
        >
          <Form.Item name="name" label={t('monitor.variable')} rules={[{ required: true }]}>
            <AutoComplete
              options={[...new Set(known.data.items.map((item) => item.name))].map((value) => ({ value }))}
              onSelect={(wanted: string) => form.setFieldValue('value', find(wanted)?.value)}
            />
          </Form.Item>
          <Form.Item name="value" label={t('monitor.value')} rules={[{ required: true }, { validator: json }]}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} style={{ fontFamily: 'monospace' }} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isPending}>
            {t('monitor.save')}
          </Button>
        </Form>
      )}
    </Modal>
  );
}
