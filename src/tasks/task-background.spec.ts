import { inWords } from './task-background';

const form = {
  components: [
    { type: 'textfield', key: 'contact', label: '承办人' },
    {
      type: 'radio',
      key: 'solved',
      label: '是否解决',
      values: [
        { label: '是', value: true },
        { label: '否', value: false },
      ],
    },
    {
      type: 'checklist',
      key: 'kinds',
      label: '措施',
      values: [
        { label: '培训', value: 'training' },
        { label: '流程优化', value: 'process-change' },
      ],
    },
    { type: 'taglist', key: 'units', label: '单位', valuesKey: 'units' },
    { type: 'checkbox', key: 'hot', label: '热点' },
    { type: 'datetime', key: 'handledAt', dateLabel: '办理时间', timeLabel: '时刻' },
    { type: 'filepicker', key: 'files', label: '附件' },
    { type: 'group', components: [{ type: 'number', key: 'round', label: '轮次' }] },
  ],
};
const lists = { units: [{ label: '城关镇人民政府', value: 'chengguan-town' }] };

describe('what somebody entered, in the words of their form', () => {
  it.each([
    ['a text', { contact: '吴刚' }, [['承办人', '吴刚']]],
    ['a choice, false too', { solved: false }, [['是否解决', '否']]],
    ['several choices', { kinds: ['training', 'process-change'] }, [['措施', '培训、流程优化']]],
    [
      'a unit by its name, one that there is no more by its code',
      { units: ['chengguan-town', 'gone'] },
      [['单位', '城关镇人民政府、gone']],
    ],
    ['a day', { handledAt: '2026-11-27T17:27+00:00' }, [['办理时间', '2026-11-27T17:27+00:00']]],
    ['a tick', { hot: true }, [['热点', '✓']]],
    ['a number within a group', { round: 2 }, [['轮次', '2']]],
    [
      'nothing for what was left empty, for files, or for what the form does not have',
      { contact: '', files: ['a'], submissionId: 'x' },
      [],
    ],
  ])('%s', (_what, values, told) => {
    expect(inWords(form, values, lists).map(({ label, value }) => [label, value])).toEqual(told);
  });
});
