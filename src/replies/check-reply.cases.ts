import type { ReplyFindingCode } from '../config/schema';
import type { ReplyContent } from './check-reply';

/** One row: what of a complete reply is changed, what is found, and why this row is here. */
export interface ReplyCase {
  why: string;
  change: ReplyContent;
  found: ReplyFindingCode[];
}

/** A reply that lacks nothing; the unit had the case since 10:00 of that day, and it is 17:00. */
export const COMPLETE: ReplyContent = {
  handlingUnit: '城关镇人民政府城管办',
  handledAt: '2026-11-25T15:30:00+08:00',
  course: '接单后工作人员到菜市场门口核实，组织保洁公司清运垃圾两车。',
  result: '垃圾已清运完毕，每日增加两次巡查，已电话告知您，感谢您的监督。',
  solved: true,
};

const unsolved = {
  solved: false,
  unsolvedReason: '小区道路改造须纳入明年计划。',
  nextStep: '您可于三月向社区查询计划。',
};

/** 办理单位、办理时间、办理情况、办理结果 (D7 第五条), reason and next step (D9 第三步), wording. */
export const REPLY_CASES: ReplyCase[] = [
  { why: 'nothing lacks', change: {}, found: [] },
  // 办理单位
  { why: 'no unit', change: { handlingUnit: undefined }, found: ['reply-unit-missing'] },
  { why: 'an empty unit', change: { handlingUnit: '' }, found: ['reply-unit-missing'] },
  { why: 'blanks for a unit', change: { handlingUnit: '   ' }, found: ['reply-unit-missing'] },
  { why: '本单位 names nobody', change: { handlingUnit: '本单位' }, found: ['reply-unit-missing'] },
  { why: '我局 names nobody', change: { handlingUnit: '我局' }, found: ['reply-unit-missing'] },
  { why: '承办单位 is the field’s own name', change: { handlingUnit: '承办单位' }, found: ['reply-unit-missing'] },
  { why: '无', change: { handlingUnit: '无。' }, found: ['reply-unit-missing'] },
  { why: 'one character', change: { handlingUnit: '局' }, found: ['reply-unit-missing'] },
  { why: 'a short name is a name', change: { handlingUnit: '城管' }, found: [] },
  { why: 'a name that begins with 无', change: { handlingUnit: '无锡路街道办' }, found: [] },
  { why: 'a number is no name', change: { handlingUnit: 12 }, found: ['reply-unit-missing'] },
  // 办理时间
  { why: 'no time', change: { handledAt: undefined }, found: ['reply-time-missing'] },
  { why: 'an empty time', change: { handledAt: '' }, found: ['reply-time-missing'] },
  { why: 'no time at all', change: { handledAt: '昨天' }, found: ['reply-time-missing'] },
  { why: 'now', change: { handledAt: '2026-11-25T17:00:00+08:00' }, found: [] },
  { why: 'the quarter that the form rounds up to', change: { handledAt: '2026-11-25T17:15:00+08:00' }, found: [] },
  {
    why: 'later than that',
    change: { handledAt: '2026-11-25T17:15:01+08:00' },
    found: ['reply-time-in-future'],
  },
  { why: 'tomorrow', change: { handledAt: '2026-11-26T09:00:00+08:00' }, found: ['reply-time-in-future'] },
  { why: 'in another zone it is still earlier', change: { handledAt: '2026-11-25T08:00:00Z' }, found: [] },
  { why: 'when the order came', change: { handledAt: '2026-11-25T10:00:00+08:00' }, found: [] },
  { why: 'the quarter that the form rounds down to', change: { handledAt: '2026-11-25T09:45:00+08:00' }, found: [] },
  {
    why: 'before the unit had it',
    change: { handledAt: '2026-11-25T09:44:59+08:00' },
    found: ['reply-time-before-receipt'],
  },
  { why: 'last year', change: { handledAt: '2025-11-25T15:30:00+08:00' }, found: ['reply-time-before-receipt'] },
  // 办理情况
  { why: 'no course', change: { course: undefined }, found: ['reply-course-empty'] },
  { why: 'a blank course', change: { course: ' \n ' }, found: ['reply-course-empty'] },
  { why: '已处理', change: { course: '已处理' }, found: ['reply-course-empty'] },
  { why: '已处理 with a full stop', change: { course: '已处理。' }, found: ['reply-course-empty'] },
  {
    why: 'only words that say nothing',
    change: { course: '情况属实，已办结，已回复。' },
    found: ['reply-course-empty'],
  },
  { why: '正在处理 is no course', change: { course: '正在处理，正在核实。' }, found: ['reply-course-empty'] },
  { why: 'seven characters', change: { course: '现场核实并清运' }, found: ['reply-course-empty'] },
  { why: 'eight characters', change: { course: '现场核实清运垃圾' }, found: [] },
  { why: 'punctuation does not count', change: { course: '现场、核实、清运。' }, found: ['reply-course-empty'] },
  { why: 'nothing was done', change: { course: '该地段一直都是这样的状况。' }, found: ['reply-course-without-action'] },
  {
    why: 'an excuse is no action',
    change: { course: '近期单位人手紧张、工作很忙。' },
    found: ['reply-course-without-action'],
  },
  { why: 'an inspection', change: { course: '执法队员对该店进行了检查。' }, found: [] },
  { why: 'a repair', change: { course: '供水抢修队更换了破裂的水管。' }, found: [] },
  { why: 'a talk', change: { course: '约谈了物业公司负责人。' }, found: [] },
  {
    why: '已处理 inside a sentence takes nothing from it',
    change: { course: '已处理，现场清运垃圾两车。' },
    found: [],
  },
  // 办理结果
  { why: 'no result', change: { result: undefined }, found: ['reply-result-empty'] },
  { why: '已办结', change: { result: '已办结' }, found: ['reply-result-empty'] },
  {
    why: '同意 and so on',
    change: { result: '情况属实，申请办结。' },
    found: ['reply-result-empty'],
  },
  { why: '见附件', change: { result: '见附件' }, found: ['reply-result-empty'] },
  { why: 'a test', change: { result: '测试' }, found: ['reply-result-empty'] },
  { why: 'seven characters', change: { result: '感谢您已修好了' }, found: ['reply-result-empty'] },
  { why: 'eight characters', change: { result: '感谢您路灯修好了' }, found: [] },
  // 未能解决: reason and next step
  { why: 'unsolved, with both', change: unsolved, found: [] },
  { why: 'unsolved, no reason', change: { ...unsolved, unsolvedReason: undefined }, found: ['reply-reason-missing'] },
  { why: 'unsolved, 无 for a reason', change: { ...unsolved, unsolvedReason: '无' }, found: ['reply-reason-missing'] },
  { why: 'unsolved, no next step', change: { ...unsolved, nextStep: '' }, found: ['reply-next-step-missing'] },
  { why: 'unsolved, 暂无 for a step', change: { ...unsolved, nextStep: '暂无。' }, found: ['reply-next-step-missing'] },
  {
    why: 'unsolved, neither',
    change: { solved: false },
    found: ['reply-reason-missing', 'reply-next-step-missing'],
  },
  { why: 'solved needs neither', change: { solved: true, unsolvedReason: '', nextStep: '' }, found: [] },
  { why: 'not said yet whether it is solved', change: { solved: undefined }, found: [] },
  // 用语
  {
    why: 'no polite form',
    change: { result: '垃圾已清运完毕，已电话告知来电人。' },
    found: ['reply-not-polite'],
  },
  { why: '申请 is not', change: { result: '垃圾已清运，申请报结，已告知来电人。' }, found: ['reply-not-polite'] },
  { why: '请监督 is polite', change: { result: '垃圾已清运，请监督，已电话告知来电人。' }, found: [] },
  { why: '歉意 is polite', change: { result: '垃圾已清运，致电表示歉意。' }, found: [] },
  { why: 'rude', change: { result: '这事不归我们管，请您自己想办法。' }, found: ['reply-rude'] },
  { why: 'rude about the citizen', change: { course: '现场核实，来电人无理取闹。' }, found: ['reply-rude'] },
  {
    why: 'rude in the next step',
    change: { ...unsolved, nextStep: '请您自己去找开发商。' },
    found: ['reply-rude'],
  },
  {
    why: 'rude in the reason and in the course',
    change: { ...unsolved, course: '现场核实，爱莫能助。', unsolvedReason: '我们也没办法解决' },
    found: ['reply-rude', 'reply-rude'],
  },
  // 答复市民
  {
    why: 'the citizen was not told',
    change: { course: '现场核实并清运垃圾两车。', result: '垃圾已清运完毕，敬请监督。' },
    found: ['reply-citizen-not-told'],
  },
  {
    why: 'told in the course',
    change: { course: '现场核实并清运垃圾，已致电来电人。', result: '垃圾已清运完毕，敬请监督。' },
    found: [],
  },
  // Everything at once
  {
    why: 'nothing at all',
    change: {
      handlingUnit: undefined,
      handledAt: undefined,
      course: undefined,
      result: undefined,
      solved: undefined,
    },
    found: ['reply-unit-missing', 'reply-time-missing', 'reply-course-empty', 'reply-result-empty'],
  },
  {
    why: 'everything wrong',
    change: { handlingUnit: '无', handledAt: 'x', course: '无', result: '无', solved: false },
    found: [
      'reply-unit-missing',
      'reply-time-missing',
      'reply-course-empty',
      'reply-result-empty',
      'reply-reason-missing',
      'reply-next-step-missing',
    ],
  },
];
