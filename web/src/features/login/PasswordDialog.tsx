import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/request';
import { FormDialog } from '../../components/FormDialog';
import { useSending } from '../../components/useSending';
import { changePassword } from './login.request';

interface Entered {
  current: string;
  next: string;
  again: string;
}

/** A new password; every session ends with it, so one signs in again. */
export function PasswordDialog({ onChanged, onClose }: { onChanged: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const sending = useSending('me', changePassword, onChanged);
  const problem = sending.error instanceof ApiError ? sending.error.problem : undefined;
  const refused = problem?.errors
    ? new Error(problem.errors.map(({ message, code }) => message ?? code).join('；'))
    : problem?.code === 'login-failed'
      ? new Error(t('login.wrongCurrent'))
      : sending.error;
  return (
    <FormDialog<Entered>
      title={t('login.changePassword')}
      sending={{ error: refused, isPending: sending.isPending }}
      onClose={onClose}
      onSend={({ current, next }) => sending.mutate({ current, next })}
    >
      <Form.Item name="current" label={t('login.current')} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="next" label={t('login.next')} rules={[{ required: true }]}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('login.nextAgain')}
        dependencies={['next']}
        rules={[
          { required: true },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('login.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
