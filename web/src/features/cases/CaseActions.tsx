import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Dropdown, Form, Modal, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment, Principal } from '../../api/types';
import { ActionFields } from './ActionFields';
import { type Action, actionsOf, ownOf, rejectedOf, SELDOM } from './case-actions';
import { ask, getRules } from './cases.request';
import { RuleNote } from './RuleNote';

interface Props {
  me: Principal;
  caseId: string;
  assignments: Assignment[];
  stage: string;
}

/** Buttons for what is asked beside the tasks; a refusal shows the rule's words and leaves the form as it was. */
export function CaseActions({ me, caseId, assignments, stage }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [action, setAction] = useState<Action | null>(null);
  const [form] = Form.useForm<Record<string, unknown>>();
  const asked = Form.useWatch([], form) as { days?: number; forceMajeure?: boolean } | undefined;
  const mine = ownOf(me, assignments);
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
    if (!action) return;
    const of = action === 'second-return' ? rejectedOf(assignments) : mine;
    const ofAssignment = ['return', 'extension', 'second-return'].includes(action);
    mutate({ action, path: ofAssignment ? `/assignments/${of!.id}/${action}` : `/cases/${caseId}/${action}`, body });
  };
  const actions = actionsOf(me, assignments, stage);
  const seldom = actions.filter((one) => SELDOM.includes(one));
  return (
    <Space wrap>
      {actions
        .filter((one) => !SELDOM.includes(one))
        .map((name) => (
          <Button key={name} onClick={() => start(name)}>
            {t(`action.${name}`)}
          </Button>
        ))}
      {seldom.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: seldom.map((key) => ({ key, label: t(`action.${key}`) })),
            onClick: ({ key }) => start(key as Action),
          }}
        >
          <Button aria-haspopup="menu">{t('action.more')}</Button>
        </Dropdown>
      )}
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
          {action && <ActionFields action={action} required={rule?.required} />}
        </Form>
      </Modal>
    </Space>
  );
}
