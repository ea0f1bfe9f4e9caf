import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkValues, type FormSchema } from './form-schema';

const form = JSON.parse(
  readFileSync(join(process.cwd(), 'bpmn', 'forms', 'classify-manually.form'), 'utf8'),
) as FormSchema;
const lists = {
  categories: [
    { label: '城乡建设', value: 'construction' },
    { label: '环境保护', value: 'environment' },
  ],
  areas: [{ label: '城关镇', value: 'chengguan' }],
  topics: [
    { label: '住房 / 质量', value: 'housing/quality', parent: 'construction' },
    { label: '噪声 / 工地', value: 'noise/site', parent: 'environment' },
  ],
};
const entries = { caseType: 'help', category: 'environment', urgency: 'normal', responseLevel: 'general' };

describe('choices of a form', () => {
  it.each([
    { topic: 'noise/site', code: undefined, why: 'it belongs to the chosen category' },
    { topic: 'housing/quality', code: 'not-a-choice', why: 'it belongs to another category' },
    { topic: 'noise/unknown', code: 'not-a-choice', why: 'there is no such topic' },
    { topic: ['noise/site'], code: 'not-a-choice', why: 'it is a list' },
    { topic: undefined, code: undefined, why: 'a topic may be left open' },
  ])('the topic $topic: $code, because $why', ({ topic, code }) => {
    const { errors, sent } = checkValues(form, { ...entries, ...(topic === undefined ? {} : { topic }) }, lists);
    expect(errors.map((error) => [error.field, error.code])).toEqual(code ? [['topic', code]] : []);
    if (topic !== undefined && !code) expect(sent.topic).toBe(topic);
  });

  it('nobody brings a list of his own', () => {
    const { errors } = checkValues(
      form,
      { ...entries, topic: 'mine', topics: [{ label: 'mine', value: 'mine', parent: 'environment' }] },
      lists,
    );
    expect(errors).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'topic', code: 'not-a-choice' })]));
  });

  it('a choice of a fixed list is one of it', () => {
    const { errors } = checkValues(form, { ...entries, category: 'weather' }, lists);
    expect(errors).toEqual([expect.objectContaining({ field: 'category', code: 'not-a-choice' })]);
  });
});
