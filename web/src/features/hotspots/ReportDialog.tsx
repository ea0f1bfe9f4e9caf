import { DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/Choice';
import { FormDialog } from '../../components/FormDialog';
import { CATEGORIES } from '../../components/PartChoice';
import { instantOf } from '../../components/today';
import { useSending } from '../../components/useSending';
import { useWords } from '../../components/words';
import { type HotspotEntry, reportHotspot } from './hotspots.request';
import { useUnits } from '../../components/useUnits';

/** What a matter already says of the hot spot. */
export type Suggested = Partial<Pick<HotspotEntry, 'title' | 'category' | 'unit'>>;

type Entered = Omit<HotspotEntry, 'dueAt'> & { dueAt: Dayjs };

/** A supervisor notes a hot spot and who puts it right by when; what is refused leaves the form as it was. */
export function ReportDialog({ suggested, onClose }: { suggested: Suggested; onClose: () => void }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { units } = useUnits();
  const sending = useSending('hotspots', reportHotspot, onClose);
  const send = ({ dueAt, category, ...rest }: Entered) =>
    sending.mutate({ ...rest, dueAt: instantOf(dueAt), ...(category ? { category } : {}) });
  const required = [{ required: true, whitespace: true }];
  return (
    <FormDialog
      title={t('hotspots.report')}
      sending={sending}
      onClose={onClose}
      initialValues={suggested}
      onSend={send}
    >
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
    </FormDialog>
  );
}
