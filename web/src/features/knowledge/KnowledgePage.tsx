import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Input, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Principal } from '../../api/types';
import { useWords } from '../../components/words';
import { ArticleDialog } from './ArticleDialog';
import {
  type ArticleState,
  type ArticleVersion,
  type FoundArticle,
  listArticles,
  PAGE_SIZE,
  searchArticles,
  STATES,
} from './knowledge.request';
import { mayWrite } from './rights';
import { StateTag } from './StateTag';
import { useCategories } from './useCategories';
import { Validity } from './Validity';

/** The knowledge base (知识库): all articles by state and category, or those in force that answer a question. */
export function KnowledgePage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const categories = useCategories();
  const [question, setQuestion] = useState('');
  const [state, setState] = useState<ArticleState>();
  const [category, setCategory] = useState<string>();
  const [page, setPage] = useState(1);
  const [writing, setWriting] = useState(false);
  return (
    <Card
      title={t('menu.knowledge')}
      extra={
        mayWrite(me) && (
          <Button type="primary" onClick={() => setWriting(true)}>
            {t('knowledge.write')}
          </Button>
        )
      }
    >
      <Flex vertical gap="middle">
        <Flex gap="middle" wrap>
          <Input.Search
            aria-label={t('knowledge.search')}
            placeholder={t('knowledge.search')}
            allowClear
            maxLength={5000}
            style={{ maxWidth: 360 }}
            onSearch={(text) => setQuestion(text.trim())}
          />
          <Select
            aria-label={t('case.category')}
            placeholder={t('case.category')}
            allowClear
            style={{ width: 160 }}
            value={category}
            options={categories}
            onChange={(chosen) => {
              setCategory(chosen);
              setPage(1);
            }}
          />
          {!question && (
            <Select
              aria-label={t('knowledge.state')}
              placeholder={t('knowledge.state')}
              allowClear
              style={{ width: 160 }}
              value={state}
              options={STATES.map((value) => ({ value, label: t(`knowledge.states.${value}`) }))}
              onChange={(chosen) => {
                setState(chosen);
                setPage(1);
              }}
            />
          )}
        </Flex>
        {question ? (
          <Found question={question} category={category} />
        ) : (
          <All state={state} category={category} page={page} onPage={setPage} />
        )}
      </Flex>
      {writing && (
        <ArticleDialog
          onClose={() => setWriting(false)}
          onDone={({ code }) => void navigate(`/knowledge/${encodeURIComponent(code)}`)}
        />
      )}
    </Card>
  );
}

/** The columns that both lists have. */
function useColumns<T extends { code: string; title: string; category: string }>(): TableColumnsType<T> {
  const { t } = useTranslation();
  const { word } = useWords();
  return [
    {
      title: t('knowledge.title'),
      render: (_, { code, title }) => <Link to={`/knowledge/${encodeURIComponent(code)}`}>{title}</Link>,
    },
    { title: t('case.category'), render: (_, { category }) => word('category', category) },
  ];
}

interface AllProps {
  state?: ArticleState;
  category?: string;
  page: number;
  onPage: (page: number) => void;
}

function All({ state, category, page, onPage }: AllProps) {
  const { t } = useTranslation();
  const { time } = useWords();
  const columns = useColumns<ArticleVersion>();
  const { data, error, isFetching } = useQuery({
    queryKey: ['knowledge', 'list', state, category, page],
    queryFn: () => listArticles({ state, category, page }),
  });
  return (
    <>
      {error && <Alert type="error" showIcon message={error.message} />}
      <Table<ArticleVersion>
        rowKey="id"
        size="middle"
        loading={isFetching}
        dataSource={data?.items}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('knowledge.none') }}
        pagination={{
          current: page,
          pageSize: PAGE_SIZE,
          total: data?.total ?? 0,
          showSizeChanger: false,
          onChange: onPage,
        }}
        columns={[
          ...columns,
          { title: t('knowledge.version'), dataIndex: 'version' },
          { title: t('knowledge.state'), render: (_, version) => <StateTag state={version.state} /> },
          { title: t('knowledge.validity'), render: (_, version) => <Validity of={version} /> },
          { title: t('knowledge.updatedAt'), dataIndex: 'updatedAt', render: time },
        ]}
      />
    </>
  );
}

function Found({ question, category }: { question: string; category?: string }) {
  const { t } = useTranslation();
  const columns = useColumns<FoundArticle>();
  const { data, error, isFetching } = useQuery({
    queryKey: ['knowledge', 'search', question, category],
    queryFn: () => searchArticles(question, category),
  });
  return (
    <>
      {error && <Alert type="error" showIcon message={error.message} />}
      <Table<FoundArticle>
        rowKey="code"
        size="middle"
        loading={isFetching}
        dataSource={data}
        scroll={{ x: 720 }}
        locale={{ emptyText: t('knowledge.none') }}
        pagination={false}
        columns={[...columns, { title: t('knowledge.answer'), dataIndex: 'answer', width: '50%' }]}
      />
    </>
  );
}
