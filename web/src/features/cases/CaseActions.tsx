import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Form, Input, InputNumber, Modal, Space } from 'antd';
import { type ChangeEvent, type ChangeEventHandler, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment, Principal } from '../../api/types';
import { Choice } from '../../components/Choice';
import { ask, getRules } from './cases.request';
import { RuleNote } from './RuleNote';

type Action = 'supervision' | 'urge' | 'remarks' | 'return' | 'extension';

const GROUNDS = ['hot-issue', 'leader-instruction', 'media-exposure', 'overdue'];

/** What somebody of a role may ask for beside the tasks of the process. */
function actionsOf(me: Principal, mine: Assignment | undefined, archived: boolean): Action[] {
  if (me.role === 'oversight') return ['remarks'];
  if (archived) return [];
  // a sub-platform's people ask for what was handed down to it, and the body above decides
  const handedDown: Action[] = mine ? ['return', 'extension'] : [];
  if (me.role === 'agent') return ['urge', ...handedDown];
  if (me.role === 'supervisor') return ['supervision', 'urge', ...handedDown];
  if (me.role === 'leader' && !me.unit) return ['supervision'];
  return me.role === 'handler' && mine ? ['return', 'extension'] : [];
}

/** Takes pages as pictures or documents: the one that the unit's leader signed, or evidence. */
function Pages(props: { id?: string; multiple: boolean; onChange?: ChangeEventHandler<HTMLInputElement> }) {
  const { id, multiple, onChange } = props;
  return <input id={id} type="file" multiple={multiple} accept="image/*,.pdf,.docx" onChange={onChange} />;
}

/** Buttons for what is asked beside the tasks; a refusal shows the rule's words and leaves the form as it was. */
export function CaseActions(props: { me: Principal; caseId: string; assignments: Assignment[]; archived: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [action, setAction] = useState<Action | null>(null);
  const [form] = Form.useForm<Record<string, unknown>>();
  const asked = Form.useWatch([], form) as { days?: number; forceMajeure?: boolean } | undefined;
  const mine = props.assignments.find(
    ({ unit, status }) => unit === (props.me.unit ?? props.me.bodyUnit) && ['issued', 'signed-in'].includes(status),
  );
  const sought = { days: asked?.days ?? 1, forceMajeure: asked?.forceMajeure ?? false };
  const { data: rules } = useQuery({
    queryKey: ['rules', mine?.id, sought],
    queryFn: () => getRules(mine!.id, sought),
    enabled: mine !== undefined && (action === 'return' || action === 'extension'),
    placeholderData: (before) => before,
  });
  const rule = action === 'return' || action === 'extension' ? rules?.[action] : undefined;
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ask,
    onSuccess: async () => {
      setAction(null);
      void message.success(t('action.done'));
      await queries.invalidateQueries();
    },
  });
  const start = (chosen: Action) => {
    reset();
    form.resetFields();
    setAction(chosen);
  };
  const submit = (body: Record<string, unknown>) => {
    const ofAssignment = action === 'return' || action === 'extension';
    mutate({ path: ofAssignment ? `/assignments/${mine!.id}/${action}` : `/cases/${props.caseId}/${action}`, body });
  };
  const asksFor = (name: string): boolean => rule?.required.includes(name) ?? true;
  const text = (name: string, required = true): ReactNode => (
    <Form.Item key={name} name={name} label={t(`action.${name}`)} rules={[{ required }]}>
      <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
    </Form.Item>
  );
  const pages = (name: string, multiple: boolean): ReactNode => (
    <Form.Item
      name={name}
      label={t(`action.${name}`)}
      rules={[{ required: asksFor(name) }]}
      valuePropName="files"
      getValueFromEvent={(event: ChangeEvent<HTMLInputElement>) => [...(event.target.files ?? [])]}
    >
      <Pages multiple={multiple} />
    </Form.Item>
  );
  const fields: Record<Action, ReactNode> = {
    supervision: (
      <>
        <Form.Item name="ground" label={t('action.ground')} rules={[{ required: true }]}>
          <Choice options={GROUNDS.map((value) => ({ value, label: t(`ground.${value}`) }))} />
        </Form.Item>
        {text('note', false)}
      </>
    ),
    urge: text('note', false),
    remarks: text('text'),
    return: (
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
    ),
    extension: (
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
    ),
  };
  return (
    <Space wrap>
      {actionsOf(props.me, mine, props.archived).map((name) => (
        <Button key={name} onClick={() => start(name)}>
          {t(`action.${name}`)}
        </Button>
      ))}
      <Modal
        open={action !== null}
        title={action && t(`action.${action}`)}
        okText={t('action.submit')}
        cancelText={t('action.cancel')}
        confirmLoading={isPending}
        onCancel={() => setAction(null)}
        onOk={() => form.submit()}
      >
        {error && <Alert type="error" showIcon message={error.message} style={{ marginBottom: 12 }} />}
        {rule && <RuleNote rule={rule} what={action as 'return' | 'extension'} />}
        <Form form={form} layout="vertical" onFinish={submit}>
          {action && fields[action]}
        </Form>
      </Modal>
    </Space>
  );
}
