import { join } from 'node:path';
import { HotlineConfig } from '../config/hotline-config';
import { ShippedArticles } from '../knowledge/shipped-articles';
import { KeywordClassifier } from './keyword-classifier';

const config = HotlineConfig.load(join(process.cwd(), 'config'));
const knowledge = new ShippedArticles(config.articles, '2026-11-24');
const classifier = new KeywordClassifier(config, knowledge);

describe('classification by key phrases', () => {
  it.each([
    ['请问身份证到期了怎么换，去哪里办？', { caseType: 'consult', category: 'government-services', answerable: true }],
    ['投诉饭店油烟扰民，异味严重，环保部门不管', { caseType: 'complain', category: 'environment', urgency: 'normal' }],
    ['举报学校老师强制有偿补课，违规收费', { caseType: 'report', category: 'education' }],
    ['建议在小区增加路灯', { caseType: 'suggest', category: 'public-services' }],
    ['批评两个部门互相推诿踢皮球，办证窗口不作为', { caseType: 'criticise', category: 'government-services' }],
    ['小区停水两天，求助尽快维修', { caseType: 'help', category: 'public-services', responseLevel: 'utility' }],
    ['燃气泄漏，非常危险，有人受伤', { urgency: 'urgent', responseLevel: 'emergency' }],
    ['化工厂爆炸，多人受伤', { major: true, urgency: 'urgent' }],
    ['众多业主反映烂尾楼历史遗留问题', { hot: true }],
    ['青山县城关镇垃圾没人清理', { area: 'chengguan', category: 'civilised-city' }],
    ['临江区道路积水', { area: 'linjiang' }],
  ])('%s', async (content, expected) => {
    expect(await classifier.classify({ content, channel: 'phone' })).toMatchObject(expected);
  });

  it('answers from the knowledge base only what holds enough of a known question', async () => {
    const asked = { content: '请问身份证到期了怎么换，去哪里办？', channel: 'phone' };
    const changed = (answersFrom: number) =>
      Object.create(config, { answersFrom: { value: answersFrom } }) as HotlineConfig;
    const answered = async (answersFrom: number) =>
      (await new KeywordClassifier(changed(answersFrom), knowledge).classify(asked)).answerable;
    expect([await answered(config.answersFrom), await answered(1.01)]).toEqual([true, false]);
  });

  it('says which words decided', async () => {
    const { because } = await classifier.classify({ content: '举报工厂偷排污水', channel: 'web' });
    expect(because).toContainEqual(
      expect.objectContaining({ part: 'category', words: expect.arrayContaining(['偷排']) }),
    );
  });

  it('is sure of nothing in a text that says nothing, so that a person decides', async () => {
    expect(await classifier.classify({ content: '你好，有个事情', channel: 'phone' })).toMatchObject({ confidence: 0 });
  });
});
