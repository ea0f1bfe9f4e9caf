import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  App as Antd,
  Button,
  ConfigProvider,
  Dropdown,
  Flex,
  Layout,
  Menu,
  type MenuProps,
  Modal,
  Spin,
  Typography,
} from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HashRouter, Navigate, Route, Routes, useLocation, useNavigate, useParams } from 'react-router';
import { listen } from './api/live';
import { signedOut } from './api/request';
import { forgetTyped } from './components/useKept';
import { forgetToken, readToken } from './api/token';
import type { Principal } from './api/types';
import { CaseList } from './features/cases/CaseList';
import { CasePage } from './features/cases/CasePage';
import { CitizenPage } from './features/citizen/CitizenPage';
import { SubmitPage } from './features/citizen/SubmitPage';
import { SurveyForm } from './features/citizen/SurveyForm';
import { IntakeForm } from './features/intake/IntakeForm';
import { LoginForm } from './features/login/LoginForm';
import { PasswordDialog } from './features/login/PasswordDialog';
import { logout, whoAmI } from './features/login/login.request';
import { TaskList } from './features/tasks/TaskList';
import { headTheme, theme } from './theme';

/** Loaded when it is opened: the modelers are larger than all the rest. */
const StudioPage = lazy(async () => ({ default: (await import('./features/studio/StudioPage')).StudioPage }));
const ResourcePage = lazy(async () => ({ default: (await import('./features/studio/ResourcePage')).ResourcePage }));
const BoardPage = lazy(async () => ({ default: (await import('./features/board/BoardPage')).BoardPage }));
const LeaderPage = lazy(async () => ({ default: (await import('./features/leader/LeaderPage')).LeaderPage }));
const MediaPage = lazy(async () => ({ default: (await import('./features/media/MediaPage')).MediaPage }));
const MessagesPage = lazy(async () => ({ default: (await import('./features/messages/MessagesPage')).MessagesPage }));
const ComplaintsPage = lazy(async () => ({
  default: (await import('./features/complaints/ComplaintsPage')).ComplaintsPage,
}));
const AuditPage = lazy(async () => ({ default: (await import('./features/audit/AuditPage')).AuditPage }));
const HoldsPage = lazy(async () => ({ default: (await import('./features/holds/HoldsPage')).HoldsPage }));
const HotspotsPage = lazy(async () => ({ default: (await import('./features/hotspots/HotspotsPage')).HotspotsPage }));
const KpiPage = lazy(async () => ({ default: (await import('./features/kpi/KpiPage')).KpiPage }));
const ModelsPage = lazy(async () => ({ default: (await import('./features/models/ModelsPage')).ModelsPage }));
const KnowledgePage = lazy(async () => ({
  default: (await import('./features/knowledge/KnowledgePage')).KnowledgePage,
}));
const ArticlePage = lazy(async () => ({ default: (await import('./features/knowledge/ArticlePage')).ArticlePage }));
const MonitorPage = lazy(async () => ({ default: (await import('./features/monitor/MonitorPage')).MonitorPage }));
const DefinitionPage = lazy(async () => ({
  default: (await import('./features/monitor/DefinitionPage')).DefinitionPage,
}));
const InstancePage = lazy(async () => ({ default: (await import('./features/monitor/InstancePage')).InstancePage }));

/** The frame around every page: the title, the language, and who is signed in. */
export function App() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider locale={i18n.language.startsWith('zh') ? zhCN : enUS} theme={theme}>
      <Antd>
        <HashRouter>
          <Frame />
        </HashRouter>
      </Antd>
    </ConfigProvider>
  );
}

function Frame() {
  const { t, i18n } = useTranslation();
  const chinese = i18n.language.startsWith('zh');
  const queries = useQueryClient();
  const [signedIn, setSignedIn] = useState(readToken() !== null);
  const [expired, setExpired] = useState(false);
  const signOut = () => {
    // The token goes with the request before it is forgotten; without an answer the session ends by its hour.
    logout().catch(() => undefined);
    forgetToken();
    forgetTyped();
    queries.clear();
    setSignedIn(false);
  };
  useEffect(() => {
    // The page stays as it is, with all that was typed: only the sign-in comes over it.
    const ended = () => setExpired(true);
    signedOut.addEventListener('signed-out', ended);
    return () => signedOut.removeEventListener('signed-out', ended);
  }, []);
  const freshlySignedIn = () => {
    setExpired(false);
    setSignedIn(true);
  };
  const signedInAgain = (username: string) => {
    const before = queries.getQueryData<Principal>(['me'])?.username;
    // Somebody else at this tab must not see what the other one typed.
    if (before && before !== username) {
      forgetTyped();
      queries.clear();
      setSignedIn(false);
      setTimeout(() => setSignedIn(true));
    }
    setExpired(false);
    void queries.invalidateQueries();
  };
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Layout.Header style={{ paddingInline: 16 }}>
        <Flex align="center" justify="space-between" style={{ height: '100%' }}>
          <Typography.Title level={1} ellipsis style={{ color: 'white', margin: 0, fontSize: 20, minWidth: 0 }}>
            {t('app.title')}
          </Typography.Title>
          <ConfigProvider theme={headTheme}>
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
          </ConfigProvider>
        </Flex>
      </Layout.Header>
      <Layout.Content style={{ padding: 16 }}>
        <Modal open={signedIn && expired} footer={null} closable={false} title={t('login.again')} destroyOnHidden>
          <LoginForm onSignedIn={(username) => signedInAgain(username)} />
        </Modal>
        <Routes>
          <Route path="/submit" element={<SubmitPage />} />
          <Route path="/follow" element={<CitizenPage />} />
          <Route path="/survey/:token" element={<SurveyPage />} />
          <Route
            path="*"
            element={signedIn ? <Workplace onSignOut={signOut} /> : <LoginForm onSignedIn={freshlySignedIn} />}
          />
        </Routes>
      </Layout.Content>
    </Layout>
  );
}

/** While a page is on its way. */
function Loading() {
  return (
    <Flex justify="center" style={{ paddingBlock: 96 }}>
      <Spin size="large" />
    </Flex>
  );
}

function SurveyPage() {
  const { token = '' } = useParams();
  return <SurveyForm known={{ token }} />;
}

/** The pages of a role, in the order of the menu. */
function pagesOf({ role, unit }: Principal): string[] {
  const has = (...roles: string[]) => roles.includes(role);
  return [
    ...(has('leader') && !unit ? ['/briefings'] : []),
    ...(has('oversight', 'media') ? [] : ['/tasks']),
    ...(has('agent', 'supervisor') ? ['/intake'] : []),
    ...(has('agent', 'supervisor', 'leader', 'oversight', 'admin') && !unit ? ['/messages'] : []),
    ...(has('supervisor', 'leader', 'oversight', 'admin') && !unit ? ['/board'] : []),
    ...(has('media') ? [] : ['/cases', '/knowledge']),
    ...(has('media', 'process-owner') ? [] : ['/hotspots']),
    ...(has('media', 'supervisor', 'leader', 'oversight', 'admin') && !unit ? ['/media'] : []),
    ...(has('supervisor', 'leader', 'oversight', 'admin') && !unit ? ['/kpi'] : []),
    ...(has('agent', 'supervisor', 'leader', 'oversight', 'admin') && !unit ? ['/complaints'] : []),
    ...(has('process-owner', 'admin') ? ['/studio', '/monitor'] : []),
    ...(has('supervisor', 'leader', 'process-owner', 'admin', 'oversight') ? ['/models'] : []),
    ...(has('oversight', 'admin') ? ['/audit', '/holds'] : []),
  ];
}

/** So many pages have room beside each other in a window of a desk; more are grouped. */
const SIDE_BY_SIDE = 7;
const GROUPS: Record<string, string[]> = {
  contact: ['/messages', '/complaints', '/media'],
  analysis: ['/hotspots', '/kpi', '/models'],
  system: ['/studio', '/monitor', '/audit', '/holds'],
};

/** The menu: what one does all day stands by itself, the rest under its group where there are many pages. */
function menuOf(pages: string[], word: (name: string) => string): MenuProps['items'] {
  const item = (page: string) => ({ key: page, label: word(page.slice(1)) });
  if (pages.length <= SIDE_BY_SIDE) return pages.map(item);
  const groups = Object.entries(GROUPS).map(([name, members]) => ({
    name,
    members: pages.filter((page) => members.includes(page)),
  }));
  const grouped = groups.filter(({ members }) => members.length > 1);
  return [
    ...pages.filter((page) => !grouped.some(({ members }) => members.includes(page))).map(item),
    ...grouped.map(({ name, members }) => ({ key: name, label: word(`group.${name}`), children: members.map(item) })),
  ];
}

function Workplace({ onSignOut }: { onSignOut: () => void }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { data: me } = useQuery({ queryKey: ['me'], queryFn: whoAmI, staleTime: Infinity });
  const queries = useQueryClient();
  // Linked media see no cases, so nobody tells them of any.
  const hears = me !== undefined && me.role !== 'media';
  useEffect(() => {
    if (!hears) return;
    return listen(() => {
      for (const kind of ['tasks', 'cases', 'case', 'documents', 'board'])
        void queries.invalidateQueries({ queryKey: [kind] });
    });
  }, [queries, hears]);
  if (!me) return <Loading />;
  const pages = pagesOf(me);
  return (
    <Flex vertical gap="middle">
      <Flex justify="space-between" align="center" wrap>
        <Menu
          mode="horizontal"
          style={{ flex: '1 1 280px', minWidth: 0, background: 'transparent' }}
          selectedKeys={[`/${pathname.split('/')[1]}`]}
          items={menuOf(pages, (name) => t(`menu.${name}`))}
          onClick={({ key }) => void navigate(key)}
        />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [{ key: 'password', label: t('login.changePassword') }],
            onClick: () => setChanging(true),
          }}
        >
          <Button type="text" aria-haspopup="menu">
            {me.name} · {t(`account.${me.role}`)}
          </Button>
        </Dropdown>
        {changing && <PasswordDialog onClose={() => setChanging(false)} onChanged={onSignOut} />}
      </Flex>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route path="/tasks/:key?" element={<TaskList me={me} />} />
          <Route path="/intake" element={<IntakeForm />} />
          <Route path="/cases" element={<CaseList />} />
          <Route path="/cases/:id" element={<CasePage me={me} />} />
          {pages.includes('/knowledge') && <Route path="/knowledge" element={<KnowledgePage me={me} />} />}
          {pages.includes('/knowledge') && <Route path="/knowledge/:code" element={<ArticlePage me={me} />} />}
          {pages.includes('/briefings') && <Route path="/briefings" element={<LeaderPage />} />}
          {pages.includes('/board') && <Route path="/board" element={<BoardPage me={me} />} />}
          {pages.includes('/messages') && <Route path="/messages" element={<MessagesPage me={me} />} />}
          {pages.includes('/complaints') && <Route path="/complaints" element={<ComplaintsPage me={me} />} />}
          {pages.includes('/audit') && <Route path="/audit" element={<AuditPage />} />}
          {pages.includes('/holds') && <Route path="/holds" element={<HoldsPage me={me} />} />}
          {pages.includes('/media') && <Route path="/media" element={<MediaPage me={me} />} />}
          {pages.includes('/hotspots') && <Route path="/hotspots" element={<HotspotsPage me={me} />} />}
          {pages.includes('/kpi') && <Route path="/kpi" element={<KpiPage me={me} />} />}
          {pages.includes('/models') && <Route path="/models" element={<ModelsPage me={me} />} />}
          {pages.includes('/studio') && <Route path="/studio" element={<StudioPage me={me} />} />}
          {pages.includes('/studio') && <Route path="/studio/:kind/:id" element={<ResourcePage />} />}
          {pages.includes('/monitor') && <Route path="/monitor" element={<MonitorPage me={me} />} />}
          {pages.includes('/monitor') && (
            <Route path="/monitor/definitions/:key" element={<DefinitionPage me={me} />} />
          )}
          {pages.includes('/monitor') && <Route path="/monitor/instances/:key" element={<InstancePage me={me} />} />}
          <Route path="*" element={<Navigate to={pages[0]!} replace />} />
        </Routes>
      </Suspense>
    </Flex>
  );
}
