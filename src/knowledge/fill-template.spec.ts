import { join } from 'node:path';
import { HotlineConfig } from '../config/hotline-config';
import { fillTemplate, PLACEHOLDERS, placeholdersOf } from './fill-template';

const { replyTemplates, categories } = HotlineConfig.load(join(process.cwd(), 'config'));

describe('a reply template', () => {
  it.each([
    ['is filled', '关于{{title}}：{{answer}}', { title: '供暖', answer: '十一月起' }, '关于供暖：十一月起', []],
    ['takes blanks in its braces', '{{ title }}', { title: '供暖' }, '供暖', []],
    ['keeps what has no value, and says so', '请{{steps}}。', {}, '请【steps】。', ['steps']],
    ['says it once', '{{unit}}、{{unit}}', { unit: null }, '【unit】、【unit】', ['unit']],
    ['takes an empty value for none', '{{answer}}', { answer: '  ' }, '【answer】', ['answer']],
    ['drops a stop before its own comma', '{{answer}}，具体', { answer: '可以。' }, '可以，具体', []],
    ['drops a stop before its own stop', '{{answer}}。', { answer: '可以。' }, '可以。', []],
    ['keeps a stop inside', '{{answer}}。', { answer: '可以。不限。' }, '可以。不限。', []],
    ['does not read a value as a template', '{{title}}', { title: '{{answer}}', answer: 'x' }, '{{answer}}', []],
  ] as const)('%s', (_what, text, values, filled, missing) => {
    expect(fillTemplate(text, values)).toEqual({ text: filled, missing });
  });

  it('is there for each kind of D4 and each category of D2, and asks for nothing that nobody fills in', () => {
    const titles = ['市民咨询', '政策解读', '服务指南', '投诉受理', '加强监督', '举报受理', '举报奖励'];
    expect(replyTemplates.filter(({ source }) => source.startsWith('D4')).map(({ title }) => title)).toEqual(titles);
    const covered = replyTemplates.filter(({ source }) => source.startsWith('D2')).flatMap((one) => one.categories);
    expect(covered).toEqual(categories.map(({ code }) => code));
    const asked = replyTemplates.flatMap(({ text }) => placeholdersOf(text));
    expect(asked.filter((name) => !(PLACEHOLDERS as readonly string[]).includes(name))).toEqual([]);
  });
});
