import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Input, Segmented, Select, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Principal } from '../../api/types';
import { useWords } from '../../components/words';
import { MessageAnswer, type Answering } from './MessageAnswer';
import { MessageDetail } from './MessageDetail';
import { MessageState } from './MessageState';
import { type Channel, CHANNELS, listMessages, type Message } from './messages.request';
import { awaitsReply, isSettled } from './message-state';

const EVERY_MS = 30_000;

/** What came in through channels (D1 一(二)3): each is a case already; text messages are replied to, or noted as invalid. */
export function MessagesPage({ me }: { me: Principal }) {
  const { t } = useTranslation();
  const { word, time } = useWords();
  const [channel, setChannel] = useState<Channel>();
  const [awaiting, setAwaiting] = useState(false);
  const [sought, setSought] = useState('');
  const [shown, setShown] = useState<Message | null>(null);
  const [answering, setAnswering] = useState<Answering | null>(null);
  const { data, error, isFetching } = useQuery({
    queryKey: ['messages', channel, awaiting],
    // only text messages are replied to
    queryFn: () => listMessages({ channel: awaiting ? 'sms' : channel, open: awaiting }),
    refetchInterval: EVERY_MS,
  });
  const works = me.role === 'agent' || me.role === 'supervisor';
  const found = (data ?? []).filter(({ title, content, sender }) =>
    [title, content, sender].some((text) => text?.includes(sought)),
  );
  const columns: TableColumnsType<Message> = [
    { title: t('messages.receivedAt'), dataIndex: 'receivedAt', render: time },
    {
      title: t('case.channel'),
      dataIndex: 'channel',
      responsive: ['md'],
      render: (code: string) => word('channel', code),
    },
    { title: t('messages.sender'), dataIndex: 'sender', responsive: ['md'] },
    {
      title: t('messages.content'),
      render: (_, message) => (
        <Button type="link" className="wraps" onClick={() => setShown(message)}>
          {message.title ?? message.content}
        </Button>
      ),
    },
    { title: t('messages.state'), render: (_, message) => <MessageState of={message} /> },
    {
      title: t('media.case'),
      dataIndex: 'caseId',
      render: (id: string | null) => id && <Link to={`/cases/${id}`}>{t('messages.openCase')}</Link>,
    },
    ...(works
      ? [
          {
            title: '',
            render: (_: unknown, message: Message) => (
              <Space>
                {awaitsReply(message) && (
                  <Button size="small" type="primary" onClick={() => setAnswering({ message, how: 'reply' })}>
                    {t('messages.reply')}
                  </Button>
                )}
                {!isSettled(message) && (
                  <Button size="small" onClick={() => setAnswering({ message, how: 'invalid' })}>
                    {t('messages.invalid')}
                  </Button>
                )}
              </Space>
            ),
          },
        ]
      : []),
  ];
  return (
    <Card title={t('menu.messages')}>
      <Flex vertical gap="middle">
        <Flex gap="middle" wrap>
          <Segmented
            aria-label={t('messages.state')}
            value={awaiting}
            onChange={setAwaiting}
            options={[
              { value: false, label: t('messages.all') },
              { value: true, label: t('messages.awaiting') },
            ]}
          />
          {!awaiting && (
            <Select
              aria-label={t('case.channel')}
              placeholder={t('case.channel')}
              allowClear
              style={{ width: 160 }}
              value={channel}
              options={CHANNELS.map((value) => ({ value, label: word('channel', value) }))}
              onChange={setChannel}
            />
          )}
          <Input
            aria-label={t('messages.search')}
            placeholder={t('messages.search')}
            allowClear
            style={{ maxWidth: 280 }}
            onChange={({ target }) => setSought(target.value.trim())}
          />
        </Flex>
        {error && <Alert type="error" showIcon message={error.message} />}
        <Table<Message>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={found}
          loading={isFetching && !data}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: t('messages.none') }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        />
      </Flex>
      <MessageDetail message={shown} onClose={() => setShown(null)} />
      {answering && <MessageAnswer {...answering} onClose={() => setAnswering(null)} />}
    </Card>
  );
}
