import { Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/Choice';
import { FormDialog } from '../../components/FormDialog';
import { usePeopleOptions } from '../../components/usePeople';
import { useSending } from '../../components/useSending';
import { ASPECTS, type ComplaintEntry, recordComplaint, STAGES } from './complaints.request';

/** What somebody complained about, as it was said. */
export function RecordComplaint({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const people = usePeopleOptions();
  const sending = useSending('complaints', recordComplaint, onClose);
  const wordsOf = (kind: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: t(`complaints.${kind}.${value}`) }));
  return (
    <FormDialog<ComplaintEntry>
      title={t('complaints.record')}
      sending={sending}
      onClose={onClose}
      onSend={sending.mutate}
    >
      <Flex gap="middle" wrap>
        <Form.Item name="stage" label={t('complaints.stage')} rules={[{ required: true }]}>
          <Choice style={{ width: 160 }} options={wordsOf('stages', STAGES)} />
        </Form.Item>
        <Form.Item name="aspect" label={t('complaints.aspect')} rules={[{ required: true }]}>
          <Choice style={{ width: 160 }} options={wordsOf('aspects', ASPECTS)} />
        </Form.Item>
      </Flex>
      <Form.Item name="content" label={t('complaints.content')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={4000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="about" label={t('complaints.aboutKnown')}>
        <Choice allowClear showSearch optionFilterProp="label" options={people} />
      </Form.Item>
      <Form.Item name="caseNumber" label={t('media.caseNumber')}>
        <Input maxLength={40} />
      </Form.Item>
    </FormDialog>
  );
}
