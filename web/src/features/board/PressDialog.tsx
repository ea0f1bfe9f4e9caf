import { Alert, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSending } from '../../components/useSending';
import { type BoardRow, press, type Pressing } from './board.request';

const GROUNDS = ['overdue', 'hot-issue', 'leader-instruction', 'media-exposure'];

/** Orders supervision, urges, or remarks on a case of the board. */
export function PressDialog({ row, how, onClose }: { row: BoardRow; how: Pressing; onClose: () => void }) {
  const { t } = useTranslation();
  const [ground, setGround] = useState(GROUNDS[0]!);
  const [note, setNote] = useState('');
  const { mutate, error, isPending } = useSending('board', press, onClose);
  const send = () =>
    mutate({
      caseId: row.caseId,
      how,
      body: {
        ...(how === 'supervision' ? { ground } : {}),
        ...(note.trim() ? { [how === 'remarks' ? 'text' : 'note']: note } : {}),
      },
    });
  return (
    <Modal
      open
      title={`${t(`action.${how}`)} ${row.number}`}
      okText={t('action.submit')}
      cancelText={t('action.cancel')}
      confirmLoading={isPending}
      okButtonProps={{ disabled: how === 'remarks' && !note.trim() }}
      onOk={send}
      onCancel={onClose}
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Space direction="vertical" style={{ width: '100%' }}>
        {how === 'supervision' && (
          <Select
            aria-label={t('action.ground')}
            value={ground}
            onChange={setGround}
            style={{ width: '100%' }}
            options={GROUNDS.map((value) => ({ value, label: t(`ground.${value}`) }))}
          />
        )}
        <Input.TextArea
          aria-label={t(how === 'remarks' ? 'action.text' : 'action.note')}
          placeholder={t(how === 'remarks' ? 'action.text' : 'action.note')}
          value={note}
          maxLength={2000}
          autoSize={{ minRows: 3 }}
          onChange={({ target }) => setNote(target.value)}
        />
      </Space>
    </Modal>
  );
}
