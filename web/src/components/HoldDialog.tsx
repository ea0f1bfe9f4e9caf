import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from './FormDialog';
import { placeHold } from './holds.request';
import { useSending } from './useSending';

/** Asks why a case is held; which one is given, or chosen in `children` (the field `caseId`). */
export function HoldDialog({
  caseId,
  onClose,
  children,
}: {
  caseId?: string;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const sending = useSending('holds', placeHold, onClose);
  return (
    <FormDialog<{ caseId?: string; reason: string }>
      title={t('holds.place')}
      sending={sending}
      onClose={onClose}
      onSend={(entered) => sending.mutate({ caseId: caseId ?? entered.caseId!, reason: entered.reason.trim() })}
    >
      {children}
      <Form.Item name="reason" label={t('holds.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} placeholder={t('holds.reasonHelp')} />
      </Form.Item>
    </FormDialog>
  );
}
