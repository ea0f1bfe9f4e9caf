import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Collapse, Descriptions, Flex, Popconfirm, Space, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../components/usePeople';
import { useSending } from '../../components/useSending';
import { Link, useParams } from 'react-router';
import type { Principal } from '../../api/types';
import { useWords } from '../../components/words';
import { ArticleDialog } from './ArticleDialog';
import { DecideDialog } from './DecideDialog';
import { type ArticleVersion, getArticle, submitArticle, type Verdict } from './knowledge.request';
import { mayReview, mayWrite } from './rights';
import { StateTag } from './StateTag';
import { Validity } from './Validity';

/** An article with its versions, and what may be done with it. */
export function ArticlePage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { code = '' } = useParams();
  const { data, error } = useQuery({ queryKey: ['knowledge', 'article', code], queryFn: () => getArticle(code) });
  if (error) return <Alert type="error" showIcon message={error.message} />;
  const newest = data?.[0];
  if (!newest) return <Spin />;
  return (
    <Card title={newest.title} extra={<Link to="/knowledge">{t('menu.knowledge')}</Link>}>
      <Flex vertical gap="middle">
        <ArticleActions me={me} versions={data} newest={newest} />
        <Collapse
          defaultActiveKey={[newest.id]}
          items={data.map((version) => ({
            key: version.id,
            label: (
              <Space wrap>
                {t('knowledge.versionNumber', { number: version.version })}
                <StateTag state={version.state} />
                <Validity of={version} />
              </Space>
            ),
            children: <Version of={version} />,
          }))}
        />
      </Flex>
    </Card>
  );
}

interface ActionsProps {
  me: Principal;
  versions: ArticleVersion[];
  newest: ArticleVersion;
}

/** The buttons for what the newest version's state allows, for those who have the right. */
function ArticleActions({ me, versions, newest }: ActionsProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const submit = useSending('knowledge', submitArticle);
  const verdicts: Verdict[] = [
    ...(newest.state === 'review' && newest.author !== me.username ? (['approve', 'reject'] as const) : []),
    ...(versions.some(({ state }) => state === 'published') ? (['withdraw'] as const) : []),
  ];
  return (
    <>
      {submit.error && <Alert type="error" showIcon message={submit.error.message} />}
      {newest.state === 'review' && newest.author === me.username && (
        <Alert type="info" showIcon message={t('knowledge.anotherReviews')} />
      )}
      <Space wrap>
        {mayWrite(me) && newest.state !== 'review' && (
          <Button onClick={() => setEditing(true)}>
            {t(newest.state === 'draft' ? 'knowledge.edit' : 'knowledge.nextVersion')}
          </Button>
        )}
        {mayWrite(me) && newest.state === 'draft' && (
          <Popconfirm title={t('knowledge.submitAsk')} onConfirm={() => submit.mutate(newest.code)}>
            <Button type="primary" loading={submit.isPending}>
              {t('knowledge.submit')}
            </Button>
          </Popconfirm>
        )}
        {mayReview(me) &&
          verdicts.map((one) => (
            <Button
              key={one}
              type={one === 'approve' ? 'primary' : 'default'}
              danger={one === 'withdraw'}
              onClick={() => setVerdict(one)}
            >
              {t(`knowledge.${one}`)}
            </Button>
          ))}
      </Space>
      {editing && <ArticleDialog newest={newest} onClose={() => setEditing(false)} />}
      {verdict && <DecideDialog code={newest.code} verdict={verdict} onClose={() => setVerdict(null)} />}
    </>
  );
}

function Version({ of: version }: { of: ArticleVersion }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const nameOf = usePeople();
  const lines = { whiteSpace: 'pre-wrap' } as const;
  const who = (account: string | null, at: string | null) => [nameOf(account), time(at)].join(' ');
  const items = [
    { key: 'category', label: t('case.category'), children: word('category', version.category) },
    {
      key: 'questions',
      label: t('knowledge.questions'),
      children: <span style={lines}>{version.questions.join('\n')}</span>,
    },
    { key: 'answer', label: t('knowledge.answer'), children: <span style={lines}>{version.answer}</span> },
    {
      key: 'steps',
      label: t('knowledge.steps'),
      children: version.steps && <span style={lines}>{version.steps}</span>,
    },
    { key: 'author', label: t('knowledge.author'), children: who(version.author, version.updatedAt) },
    {
      key: 'reviewer',
      label: t('knowledge.reviewer'),
      children: version.reviewer && who(version.reviewer, version.reviewedAt),
    },
    { key: 'comment', label: t('knowledge.comment'), children: version.comment },
  ];
  return <Descriptions bordered size="small" column={1} items={items.filter(({ children }) => children)} />;
}
