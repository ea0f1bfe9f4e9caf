import { Button, Checkbox, Form, Input, InputNumber, Upload, type UploadFile } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseChoice } from '../../components/CaseChoice';
import { Choice } from '../../components/Choice';
import type { Action } from './case-actions';

const GROUNDS = ['hot-issue', 'leader-instruction', 'media-exposure', 'overdue'];
/** What a limit set by law is counted in, as the API writes it. */
const LIMIT_UNITS = ['working days', 'days', 'months', 'hours'];

/** What is stated with an action on a case; `required` is what the profile's rule asks of a return or an extension. */
export function ActionFields({ action, required }: { action: Action; required?: string[] | undefined }) {
  const { t } = useTranslation();
  const asksFor = (name: string): boolean => required?.includes(name) ?? true;
  const text = (name: string, needed = true): ReactNode => (
    <Form.Item key={name} name={name} label={t(`action.${name}`)} rules={[{ required: needed }]}>
      <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
    </Form.Item>
  );
  /** Pages as pictures or documents: the one that the unit's leader signed, or evidence; they are sent with the rest. */
  const pages = (name: string, multiple: boolean): ReactNode => (
    <Form.Item
      name={name}
      label={t(`action.${name}`)}
      rules={[{ required: asksFor(name) }]}
      valuePropName="fileList"
      getValueFromEvent={({ fileList }: { fileList: UploadFile[] }) => fileList}
    >
      <Upload
        multiple={multiple}
        maxCount={multiple ? undefined : 1}
        accept="image/*,.pdf,.docx"
        beforeUpload={() => false}
      >
        <Button>{t('attachment.choose')}</Button>
      </Upload>
    </Form.Item>
  );
  switch (action) {
    case 'supervision':
      return (
        <>
          <Form.Item name="ground" label={t('action.ground')} rules={[{ required: true }]}>
            <Choice options={GROUNDS.map((value) => ({ value, label: t(`ground.${value}`) }))} />
          </Form.Item>
          {text('note', false)}
        </>
      );
    case 'urge':
      return text('note', false);
    case 'remarks':
      return text('text');
    case 'unmerge':
    case 'second-return':
      return text('reason');
    case 'merge':
      return (
        <>
          <Form.Item name="mainCaseId" label={t('action.mainCase')} rules={[{ required: true }]}>
            <CaseChoice />
          </Form.Item>
          {text('reason')}
        </>
      );
    case 'statutory-limit':
      return (
        <>
          <Form.Item name="amount" label={t('action.amount')} rules={[{ required: true }]} initialValue={15}>
            <InputNumber min={1} max={1000} />
          </Form.Item>
          <Form.Item name="unit" label={t('action.countedIn')} rules={[{ required: true }]} initialValue="working days">
            <Choice options={LIMIT_UNITS.map((value) => ({ value, label: t(`action.limitUnit.${value}`) }))} />
          </Form.Item>
          <Form.Item name="basis" label={t('action.basis')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={300} />
          </Form.Item>
        </>
      );
    case 'return':
      return (
        <>
          {text('reason', asksFor('reason'))}
          <Form.Item
            name="suggestedUnit"
            label={t('action.suggestedUnit')}
            rules={[{ required: asksFor('suggestedUnit') }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          {text('evidence', asksFor('evidence'))}
          {pages('leaderOpinion', false)}
          {pages('evidenceAttachments', true)}
        </>
      );
    case 'extension':
      return (
        <>
          {text('grounds', asksFor('grounds'))}
          {text('reason', asksFor('reason'))}
          <Form.Item name="days" label={t('action.days')} rules={[{ required: true }]} initialValue={1}>
            <InputNumber min={1} max={365} />
          </Form.Item>
          {text('explained', asksFor('explained'))}
          <Form.Item name="forceMajeure" valuePropName="checked" initialValue={false}>
            <Checkbox>{t('action.forceMajeure')}</Checkbox>
          </Form.Item>
        </>
      );
  }
}
