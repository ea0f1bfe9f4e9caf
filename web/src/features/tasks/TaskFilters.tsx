import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Flex, Form, Input, Popconfirm, Popover, Segmented, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../api/types';
import { useWords } from '../../components/words';
import { listFilters, removeFilter, saveFilter, type TaskFilter } from './tasks.request';

interface Props {
  me: Principal;
  filter: TaskFilter;
  onChange: (filter: TaskFilter) => void;
}

/** What the list shows, and filters that are kept for oneself or for the group. */
export function TaskFilters({ me, filter, onChange }: Props) {
  const { t } = useTranslation();
  const { options } = useWords();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data: saved } = useQuery({ queryKey: ['task-filters'], queryFn: listFilters });
  const again = () => queries.invalidateQueries({ queryKey: ['task-filters'] });
  const save = useMutation({
    mutationFn: saveFilter,
    onSuccess: async () => {
      setOpen(false);
      await again();
    },
  });
  const remove = useMutation({ mutationFn: removeFilter, onSuccess: again });
  const keep = ({ name, shared = false }: { name: string; shared?: boolean }) =>
    save.mutate({ name, shared, query: filter });
  return (
    <Flex gap="small" wrap align="center" style={{ marginBottom: 12 }}>
      <Segmented
        aria-label={t('task.whose')}
        value={filter.assignee ? 'mine' : 'all'}
        onChange={(whose) => onChange({ ...filter, assignee: whose === 'mine' ? me.username : undefined })}
        options={[
          { value: 'all', label: t('task.all') },
          { value: 'mine', label: t('task.mine') },
        ]}
      />
      <Select
        aria-label={t('task.order')}
        value={filter.order ?? 'due'}
        onChange={(order) => onChange({ ...filter, order })}
        options={(['due', 'oldest'] as const).map((value) => ({ value, label: t(`task.orders.${value}`) }))}
      />
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        aria-label={t('task.kindOf')}
        placeholder={t('task.kindOf')}
        style={{ width: 180 }}
        value={filter.elementId}
        onChange={(elementId?: string) => onChange({ ...filter, elementId })}
        options={options('taskName')}
      />
      <Checkbox
        checked={filter.overdue ?? false}
        onChange={({ target }) => onChange({ ...filter, overdue: target.checked || undefined })}
      >
        {t('task.onlyOverdue')}
      </Checkbox>
      {saved?.map(({ id, name, query, owner, sharedWith }) => (
        <Tag key={id} color={sharedWith ? 'purple' : 'blue'}>
          <button type="button" className="as-plain" onClick={() => onChange(query)}>
            {name}
            {sharedWith && `（${t('task.shared')}）`}
          </button>
          {owner === me.username && (
            <Popconfirm title={t('task.removeFilter')} onConfirm={() => remove.mutate(id)}>
              <button type="button" className="as-plain" aria-label={`${t('task.removeFilter')} ${name}`}>
                ×
              </button>
            </Popconfirm>
          )}
        </Tag>
      ))}
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        title={t('task.saveFilter')}
        content={
          <Form layout="vertical" onFinish={keep}>
            <Form.Item name="name" label={t('task.filterName')} rules={[{ required: true, whitespace: true }]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="shared" valuePropName="checked">
              <Checkbox>{t('task.share')}</Checkbox>
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t('task.save')}
            </Button>
          </Form>
        }
      >
        <Button size="small">{t('task.saveFilter')}</Button>
      </Popover>
    </Flex>
  );
}
