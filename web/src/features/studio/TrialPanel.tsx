import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Flex, Form, Input, Select, Table, Tabs, Tag } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramViewer, type Mark } from '../../components/DiagramViewer';
import { TaskPreview } from './TaskPreview';
import { type File, getSamples, type ResourceKind, runTrial, tryDecision, type TrialResult } from './studio.request';

const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** A dry run on a separate deployment: a sample case through the changed diagram, a question to the table, the form filled in. */
export function TrialPanel({ kind, file }: { kind: ResourceKind; file: File }) {
  if (kind === 'form') return <TaskPreview content={file.content} />;
  return <RunPanel kind={kind} file={file} />;
}

function RunPanel({ kind, file }: { kind: ResourceKind; file: File }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ sample: string; variables: string; answers: string }>();
  const samples = useQuery({ queryKey: ['studio', 'samples'], queryFn: getSamples, staleTime: Infinity });
  const diagram = useMutation({ mutationFn: runTrial });
  const table = useMutation({ mutationFn: tryDecision });
  const fill = (code: string) => {
    const found = samples.data?.cases.find((item) => item.code === code);
    if (!found) return;
    const known = kind === 'decision' ? { ...scalars(samples.data!.common), ...found.variables } : found.variables;
    form.setFieldsValue({ sample: code, variables: JSON.stringify(known, null, 2) });
  };
  useEffect(() => {
    if (samples.data?.cases[0]) fill(samples.data.cases[0].code);
    // Filled once, when the samples are there.
  }, [samples.data]);
  const run = ({ variables, answers }: { variables: string; answers?: string }) => {
    const given = JSON.parse(variables) as object;
    if (kind === 'decision') table.mutate({ resource: file, variables: given });
    else diagram.mutate({ resources: [file], variables: given, answers: JSON.parse(answers || '{}') as object });
  };
  const rule = {
    validator: (_: unknown, text: string) =>
      !text || isObject(text) ? Promise.resolve() : Promise.reject(new Error(t('studio.notJson'))),
  };
  const error = samples.error ?? diagram.error ?? table.error;
  return (
    <Flex vertical gap="middle">
      <Form form={form} layout="vertical" onFinish={run}>
        <Flex gap="middle" wrap>
          <Form.Item name="sample" label={t('studio.sample')} style={{ minWidth: 220 }}>
            <Select
              onChange={fill}
              options={samples.data?.cases.map(({ code, title }) => ({ value: code, label: title }))}
            />
          </Form.Item>
          <Form.Item
            name="variables"
            label={t('studio.variables')}
            rules={[{ required: true }, rule]}
            style={{ flex: 1 }}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} style={{ fontFamily: 'monospace' }} />
          </Form.Item>
          {kind === 'process' && (
            <Form.Item
              name="answers"
              label={t('studio.answers')}
              tooltip={t('studio.answersHelp')}
              rules={[rule]}
              style={{ flex: 1 }}
            >
              <Input.TextArea
                autoSize={{ minRows: 3, maxRows: 10 }}
                placeholder={'{ "review-result": { "approved": false } }'}
                style={{ fontFamily: 'monospace' }}
              />
            </Form.Item>
          )}
        </Flex>
        <Button type="primary" htmlType="submit" loading={diagram.isPending || table.isPending}>
          {t('studio.run')}
        </Button>
      </Form>
      {error && <Alert type="error" showIcon message={error.message} />}
      {table.data !== undefined && (
        <Descriptions bordered size="small" column={1} title={t('studio.output')} items={itemsOf(table.data)} />
      )}
      {diagram.data && <Outcome result={diagram.data} file={file} />}
    </Flex>
  );
}

function Outcome({ result, file }: { result: TrialResult; file: File }) {
  const { t } = useTranslation();
  const first = result.processes[0];
  return (
    <>
      <Alert
        type={result.outcome === 'incident' ? 'error' : result.outcome === 'done' ? 'success' : 'info'}
        showIcon
        message={t(`studio.outcome.${result.outcome}`)}
        description={
          result.incidents.map(({ elementId, message }) => `${elementId}: ${message}`).join('\n') || undefined
        }
      />
      <Tabs
        items={[
          {
            key: 'path',
            label: t('studio.path'),
            children: first && <DiagramViewer xml={file.content} marks={pathMarks(first)} label={t('studio.path')} />,
          },
          {
            key: 'steps',
            label: t('studio.steps'),
            children: (
              <Table
                rowKey={(step) => result.steps.indexOf(step)}
                size="small"
                pagination={false}
                dataSource={result.steps}
                columns={[
                  { title: t('studio.process'), dataIndex: 'processId' },
                  { title: t('studio.element'), dataIndex: 'elementId' },
                  {
                    title: t('studio.kindLabel'),
                    dataIndex: 'kind',
                    render: (kind: string) => <Tag>{t(`studio.step.${kind}`)}</Tag>,
                  },
                  {
                    title: t('studio.answered'),
                    dataIndex: 'answered',
                    render: (value: object) => <code>{JSON.stringify(value)}</code>,
                  },
                ]}
              />
            ),
          },
          ...result.processes.map(({ processId, variables }, at) => ({
            key: `variables-${at}`,
            label: `${t('studio.variablesOf')} ${processId}`,
            children: <Descriptions bordered size="small" column={1} items={itemsOf(variables)} />,
          })),
        ]}
      />
    </>
  );
}

function pathMarks({ elements }: TrialResult['processes'][number]): Mark[] {
  return elements.map(({ elementId, state, incident }) => ({
    elementId,
    className: incident ? 'incident' : state === 'ACTIVE' ? 'here' : 'done',
  }));
}

function itemsOf(value: unknown): { key: string; label: string; children: string }[] {
  if (typeof value !== 'object' || value === null)
    return [{ key: 'value', label: '', children: JSON.stringify(value) }];
  return Object.entries(value).map(([key, inner]) => ({ key, label: key, children: JSON.stringify(inner) }));
}

function scalars(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value !== 'object'));
}
