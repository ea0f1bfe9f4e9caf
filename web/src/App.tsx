import { Button, ConfigProvider, Flex, Layout, Typography } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetToken, readToken } from './api/token';
import { CaseList } from './features/cases/CaseList';
import { LoginForm } from './features/login/LoginForm';

/** The frame around every page: the title, the language, and whether somebody is signed in. */
export function App() {
  const { t, i18n } = useTranslation();
  const [signedIn, setSignedIn] = useState(readToken() !== null);
  const chinese = i18n.language.startsWith('zh');
  const signOut = () => {
    forgetToken();
    setSignedIn(false);
  };
  return (
    <ConfigProvider locale={chinese ? zhCN : enUS}>
      <Layout style={{ minHeight: '100vh' }}>
        <Layout.Header>
          <Flex align="center" justify="space-between" style={{ height: '100%' }}>
            <Typography.Title level={4} style={{ color: 'white', margin: 0 }}>
              {t('app.title')}
            </Typography.Title>
            <Flex gap="small">
              <Button ghost size="small" onClick={() => void i18n.changeLanguage(chinese ? 'en' : 'zh-CN')}>
                {t('app.otherLanguage')}
              </Button>
              {signedIn && (
                <Button ghost size="small" onClick={signOut}>
                  {t('login.signOut')}
                </Button>
              )}
            </Flex>
          </Flex>
        </Layout.Header>
        <Layout.Content style={{ padding: 24 }}>
          {signedIn ? <CaseList onSignedOut={signOut} /> : <LoginForm onSignedIn={() => setSignedIn(true)} />}
        </Layout.Content>
      </Layout>
    </ConfigProvider>
  );
}
