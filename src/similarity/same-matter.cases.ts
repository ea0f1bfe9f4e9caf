/** Requests about one matter, told by several citizens, and others about something else; made up for this test. */
export const MATTERS: Record<string, { title: string; content: string }[]> = {
  'mixing plant': [
    {
      title: '云溪苑小区旁搅拌站噪音扰民',
      content: '云溪苑小区旁边新建的搅拌站日夜施工，噪音很大，灰尘满天，老人孩子无法休息，请尽快处理。',
    },
    {
      title: '投诉云溪苑附近搅拌站',
      content: '我是云溪苑业主，小区旁边新建的搅拌站每天噪音不断、灰尘满天，家里窗户都不敢开，请有关部门查处。',
    },
    {
      title: '云溪苑搅拌站粉尘污染',
      content: '云溪苑小区旁边的搅拌站粉尘太大、灰尘满天，已经多次反映没有结果，噪音也让人睡不着。',
    },
  ],
  'street lamps': [
    { title: '枫林路路灯不亮', content: '城关镇枫林路一段的路灯已经两个星期不亮，晚上出行不安全，请派人维修。' },
    { title: '请维修枫林路路灯', content: '枫林路路灯坏了半个多月，夜里很黑，老人摔倒过，希望尽快维修路灯。' },
  ],
  pension: [{ title: '咨询养老金认证', content: '请问退休人员养老金资格认证在哪里办理，需要带什么材料？' }],
  'other plant': [
    {
      title: '锦绣花园旁工地夜间施工',
      content: '锦绣花园旁边的工地夜间施工到凌晨两点，影响学生休息，请城管部门管一管。',
    },
  ],
};
