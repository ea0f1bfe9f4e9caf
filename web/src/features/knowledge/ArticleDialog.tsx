import { Alert, DatePicker, Flex, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { today } from '../../components/today';
import { useSending } from '../../components/useSending';
import { Choice } from '../../components/Choice';
import { type ArticleContent, type ArticleVersion, createArticle, editArticle } from './knowledge.request';
import { useCategories } from './useCategories';

type Entered = Omit<ArticleContent, 'questions' | 'validFrom' | 'validTo'> & {
  code: string;
  questions: string;
  validFrom: Dayjs;
  validTo?: Dayjs | null;
};

const DAY = 'YYYY-MM-DD';
const MOST_QUESTIONS = 50;
const LONGEST_QUESTION = 200;

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

interface Props {
  /** The newest version, of which the next is made; none for a new article. */
  newest?: ArticleVersion;
  onClose: () => void;
  onDone?: (made: ArticleVersion) => void;
}

/** Writes a new article, changes a draft, or begins an article's next version. */
export function ArticleDialog({ newest, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const categories = useCategories();
  const [form] = Form.useForm<Entered>();
  const validFrom = Form.useWatch('validFrom', form);
  const { mutate, error, isPending } = useSending(
    'knowledge',
    newest ? editArticle : createArticle,
    (made: ArticleVersion) => {
      onClose();
      onDone?.(made);
    },
  );
  const send = ({ code, questions, steps, validFrom: from, validTo, ...rest }: Entered) =>
    mutate({
      ...rest,
      code: newest?.code ?? code,
      questions: linesOf(questions),
      steps: steps?.trim() || null,
      validFrom: from.format(DAY),
      validTo: validTo?.format(DAY) ?? null,
    });
  const known = newest && {
    title: newest.title,
    category: newest.category,
    questions: newest.questions.join('\n'),
    answer: newest.answer,
    steps: newest.steps,
  };
  // A draft keeps its days; the next version begins today, so that the one in force ends yesterday.
  const days =
    newest?.state === 'draft'
      ? { validFrom: dayjs(newest.validFrom), validTo: newest.validTo ? dayjs(newest.validTo) : null }
      : { validFrom: today() };
  const required = [{ required: true, whitespace: true }];
  const fitting = (_: unknown, text: string | undefined) => {
    const lines = linesOf(text ?? '');
    const fits =
      lines.length > 0 && lines.length <= MOST_QUESTIONS && lines.every(({ length }) => length <= LONGEST_QUESTION);
    const limits = { most: MOST_QUESTIONS, longest: LONGEST_QUESTION };
    return fits ? Promise.resolve() : Promise.reject(new Error(t('knowledge.questionsLimit', limits)));
  };
  return (
    <Modal
      open
      title={newest ? t(newest.state === 'draft' ? 'knowledge.edit' : 'knowledge.nextVersion') : t('knowledge.write')}
      okText={t('knowledge.save')}
      cancelText={t('action.cancel')}
      confirmLoading={isPending}
      width={720}
      maskClosable={false}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {error && <Alert type="error" showIcon message={error.message} />}
      <Form form={form} layout="vertical" onFinish={send} initialValues={{ ...known, ...days }}>
        {!newest && (
          <Form.Item
            name="code"
            label={t('knowledge.code')}
            rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,99}$/, message: t('knowledge.codeHint') }]}
          >
            <Input maxLength={100} placeholder={t('knowledge.codeHint')} />
          </Form.Item>
        )}
        <Form.Item name="title" label={t('knowledge.title')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="category" label={t('case.category')} rules={[{ required: true }]}>
          <Choice options={categories} />
        </Form.Item>
        <Form.Item
          name="questions"
          label={t('knowledge.questions')}
          extra={t('knowledge.questionsHint')}
          required
          rules={[{ validator: fitting }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="answer" label={t('knowledge.answer')} rules={required}>
          <Input.TextArea maxLength={8000} autoSize={{ minRows: 3, maxRows: 12 }} />
        </Form.Item>
        <Form.Item name="steps" label={t('knowledge.steps')}>
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Flex gap="middle" wrap>
          <Form.Item name="validFrom" label={t('knowledge.validFrom')} rules={[{ required: true }]}>
            <DatePicker format={DAY} />
          </Form.Item>
          <Form.Item name="validTo" label={t('knowledge.validTo')}>
            <DatePicker format={DAY} minDate={validFrom ?? undefined} />
          </Form.Item>
        </Flex>
      </Form>
    </Modal>
  );
}
