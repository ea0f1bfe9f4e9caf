import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, DatePicker, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/Choice';
import { CATEGORIES } from '../../components/PartChoice';
import { useWords } from '../../components/words';
import { type HotspotEntry, reportHotspot } from './hotspots.request';
import { useUnits } from './useUnits';

/** What a matter already says of the hot spot. */
export type Suggested = Partial<Pick<HotspotEntry, 'title' | 'category' | 'unit'>>;

type Entered = Omit<HotspotEntry, 'dueAt'> & { dueAt: Dayjs };

/** A supervisor notes a hot spot and who puts it right by when; what is refused leaves the form as it was. */
export function ReportDialog({ suggested, onClose }: { suggested: Suggested; onClose: () => void }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { message } = App.useApp();
  const { units } = useUnits();
  const queries = useQueryClient();
  const [form] = Form.useForm<Entered>();
  const { mutate, error, isPending } = useMutation({
    mutationFn: reportHotspot,
    onSuccess: () => {
      void message.success(t('action.done'));
      void queries.invalidateQueries({ queryKey: ['hotspots'] });
      onClose();
    },
  });
  const send = ({ dueAt, category, ...rest }: Entered) =>
    mutate({ ...rest, dueAt: dueAt.toISOString(), ...(category ? { category } : {}) });
  const required = [{ required: true, whitespace: true }];
  return (
    <Modal
      open
      title={t('hotspots.report')}
      okText={t('action.submit')}
      cancelText={t('action.cancel')}
      confirmLoading={isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Form form={form} layout="vertical" onFinish={send} initialValues={suggested}>
        <Form.Item name="title" label={t('hotspots.title')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="description" label={t('hotspots.description')} rules={required}>
          <Input.TextArea maxLength={10_000} autoSize={{ minRows: 3 }} />
        </Form.Item>
        <Form.Item name="category" label={t('hotspots.category')}>
          <Choice allowClear options={CATEGORIES.map((code) => ({ value: code, label: word('category', code) }))} />
        </Form.Item>
        <Form.Item name="unit" label={t('hotspots.unit')} rules={[{ required: true }]}>
          <Choice showSearch optionFilterProp="label" options={units} />
        </Form.Item>
        <Form.Item name="owner" label={t('hotspots.owner')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="dueAt" label={t('hotspots.dueAt')} rules={[{ required: true }]}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
