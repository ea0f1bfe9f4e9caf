/** What a sample case is to live through besides the plain way; named in config/samples/messages.jsonl. */
export const PLOTS = [
  'plain',
  'redo',
  'closing',
  'return',
  'return-rejected',
  'extension',
  'supervise',
  'urge',
  'unsolved',
] as const;
export type Plot = (typeof PLOTS)[number];

/** What the people of a demonstration remember of one case. */
export interface CaseMemory {
  plot: Plot;
  /** How often the citizen was asked. */
  revisits: number;
  /** The citizen answers the survey, before an agent calls. */
  bySurvey: boolean;
}

interface OpenTask {
  elementId: string;
  values: Record<string, unknown>;
}

/** What a person enters in a user task, by its element; undefined when a demonstration knows no such task. */
export function entriesFor(task: OpenTask, memory: CaseMemory): Record<string, unknown> | undefined {
  const entries = ENTRIES[task.elementId];
  return entries?.(memory, task);
}

type Entries = (memory: CaseMemory, task: OpenTask) => Record<string, unknown>;

const ENTRIES: Record<string, Entries> = {
  'classify-manually': (_memory, { values }) => ({
    caseType: values.caseType ?? 'help',
    category: values.category ?? 'government-services',
    urgency: values.urgency ?? 'normal',
    responseLevel: values.responseLevel ?? 'general',
    hot: values.hot ?? false,
    major: values.major ?? false,
    answerable: values.answerable ?? false,
  }),
  'choose-unit': () => ({ chosenUnits: ['county-office', 'county-data'], comment: '按职责由县政府办公室牵头办理。' }),
  'state-position': () => ({ position: 'co', grounds: '按三定方案，该事项由多家单位共同负责，本单位可以协办。' }),
  'agree-unit': () => ({ chosenUnits: ['county-office', 'county-data'], opinion: '经协商，由县政府办公室主办。' }),
  'designate-unit': () => ({ chosenUnits: ['county-office'], opinion: '协商期满，指定县政府办公室承办。' }),
  answer: () => ({ answer: '感谢您对我们工作的关注。根据知识库相关资料，已将办理方式和所需材料向您说明。' }),
  instruct: () => ({ instruction: '请主管部门抓紧核实处理，并报告结果。', instructionAction: 'transfer' }),
  'sign-in': () => ({ contact: '值班员', contactPhone: '02000000999' }),
  'phone-unit': (_memory, { values }) => ({
    number: '02000000999',
    phonedAt: values.phonedAt,
    unitReached: true,
    answeredBy: '值班员',
    note: '已电话通知，单位即刻派人到场。',
  }),
  'submit-result': (_memory, { values }) => ({ recipient: '集团 12345 分中心', sentAt: values.sentAt }),
  'merge-results': () => ({
    mergedResult: '经各单位联合核实，已分别处理，由牵头单位一并向诉求人说明。',
    mergedSolved: true,
  }),
  handle: ({ plot }, { values }) => ({
    handlingUnit: '承办单位值班科室',
    handledAt: values.handledAt,
    course: '接单后即到现场核实，并与诉求人取得联系。',
    result: '经现场核实，问题已按规定处理，并已电话告知您，感谢您的理解与支持。',
    solved: plot !== 'unsolved',
    ...(plot === 'unsolved' ? { unsolvedReason: '需上级主管部门审批。', nextStep: '审批通过后另行通知诉求人。' } : {}),
  }),
  'review-result': () => ({ approved: true, comment: '同意。' }),
  'audit-reply': () => ({ auditPassed: true, comment: '用语规范。' }),
  'review-return': ({ plot }) => ({ returnValid: plot === 'return', comment: '已核对职责。' }),
  'review-extension': () => ({ extensionApproved: true, comment: '情况属实，同意延期。' }),
  supervise: () => ({ settled: true, measures: '已电话督促承办单位按期办结。' }),
  'settle-supervision': () => ({ measures: '已约谈承办单位负责人，限期办结。' }),
  'settle-opinion': () => ({ measures: '已发布情况说明，舆情平息。' }),
  'watch-opinion': () => ({ adverse: false, note: '未见负面舆情。' }),
  revisit: (memory) => {
    memory.revisits += 1;
    const dissatisfied = memory.plot === 'closing' || (memory.plot === 'redo' && memory.revisits === 1);
    return { reached: true, satisfaction: dissatisfied ? 'dissatisfied' : 'satisfied', comment: '已致电核实。' };
  },
  'decide-closing': () => ({ closingDecision: 'close', comment: '已多次办理并充分解释，同意结案。' }),
};
