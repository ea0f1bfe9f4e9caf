import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/request';
import { keepToken } from '../../api/token';
import { login } from './login.request';

/** Name and password; a refusal is told without saying which of the two was wrong. */
export function LoginForm({ onSignedIn }: { onSignedIn: (username: string) => void }) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useMutation({
    mutationFn: login,
    onSuccess: ({ accessToken }, { username }) => {
      keepToken(accessToken);
      onSignedIn(username);
    },
  });
  const refused = error instanceof ApiError && error.problem.status === 401;
  return (
    <Card title={t('login.title')} style={{ maxWidth: 400, margin: '10vh auto 0' }}>
      <Form layout="vertical" onFinish={mutate}>
        <Form.Item name="username" label={t('login.username')} rules={[{ required: true }]}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('login.password')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {error && (
          <Form.Item>
            <Alert type="error" showIcon message={refused ? t('login.refused') : error.message} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block loading={isPending}>
          {t('login.signIn')}
        </Button>
        <Flex justify="space-around" wrap style={{ marginTop: 8 }}>
          <Button type="link" href="#/submit">
            {t('citizen.submit')}
          </Button>
          <Button type="link" href="#/follow">
            {t('citizen.follow')}
          </Button>
        </Flex>
      </Form>
    </Card>
  );
}
