/** What a table of bpmn/ answers to the facts of a case; the documents' figures are typed here a second time on purpose. */
export interface DecisionCase {
  name: string;
  facts: Record<string, unknown>;
  answer: unknown;
}

const escalation = 'a major emergency or a hot or difficult issue goes before the leaders (D1 一(一)2(3))';

export const disposals: DecisionCase[] = [
  {
    name: escalation,
    facts: { major: true, hot: false, answerable: false, caseType: 'report' },
    answer: 'escalate',
  },
  {
    name: escalation,
    facts: { major: false, hot: true, answerable: false, caseType: 'complain' },
    answer: 'escalate',
  },
  {
    name: 'what is major is never just answered',
    facts: { major: true, hot: false, answerable: true, caseType: 'consult' },
    answer: 'escalate',
  },
  {
    name: 'a consult that the knowledge base answers is answered at once (D1 一(一)2(1))',
    facts: { major: false, hot: false, answerable: true, caseType: 'consult' },
    answer: 'answer',
  },
  {
    name: 'a consult that it does not answer goes to a unit (D1 一(一)2(2))',
    facts: { major: false, hot: false, answerable: false, caseType: 'consult' },
    answer: 'transfer',
  },
  {
    name: 'an article does not settle a complaint',
    facts: { major: false, hot: false, answerable: true, caseType: 'complain' },
    answer: 'transfer',
  },
  { name: 'nothing known is handled by a unit', facts: {}, answer: 'transfer' },
];

export const grounds: DecisionCase[] = [
  {
    name: 'nothing presses',
    facts: { hot: false, instructed: false, mediaExposed: false, overdue: false },
    answer: [],
  },
  { name: 'a hot issue', facts: { hot: true }, answer: ['hot-issue'] },
  { name: 'an instructed case', facts: { instructed: true }, answer: ['leader-instruction'] },
  { name: 'a case in the media', facts: { mediaExposed: true }, answer: ['media-exposure'] },
  { name: 'an overdue assignment', facts: { overdue: true }, answer: ['overdue'] },
  {
    name: 'several grounds stand beside each other',
    facts: { hot: true, instructed: true, mediaExposed: true, overdue: true },
    answer: ['hot-issue', 'leader-instruction', 'media-exposure', 'overdue'],
  },
];

const stepped = (name: string, ground: string, steps: [level: string, hours: number][]): DecisionCase[] =>
  [...steps, ['report-to-leader', 0] as const].map(([level, hours], at) => ({
    name: `${name}, step ${at + 1} (D1 一(一)4)`,
    facts: { profile: 'county', ground, step: at + 1 },
    answer: { level, hours },
  }));

/** 催办函, 督办单, 通报批评, then the leader: D1 says "按程序督办", the hours are this body's own. */
export const supervisionSteps: DecisionCase[] = [
  ...stepped('what is overdue is reminded first', 'overdue', [
    ['reminder', 24],
    ['written-order', 48],
    ['notice-of-criticism', 72],
  ]),
  ...['hot-issue', 'leader-instruction', 'media-exposure'].flatMap((ground) =>
    stepped(`${ground} begins with the written order`, ground, [
      ['written-order', 48],
      ['notice-of-criticism', 72],
    ]),
  ),
  {
    name: 'a ground that the table does not know goes to the leader at once',
    facts: { profile: 'county', ground: 'unheard-of', step: 1 },
    answer: { level: 'report-to-leader', hours: 0 },
  },
];

// Sign-in within 24 hours, return within 1 working day (D5 一(一)(二)): the same for every case.
const common = { signInHours: 24, returnDays: 1 };
const urgent = {
  ...common,
  handlingDays: 1,
  clockHours: null,
  extensionTimes: 1,
  extensionDays: 1,
  extensionForceMajeureOnly: true,
};
const consult = {
  ...common,
  handlingDays: 3,
  clockHours: null,
  extensionTimes: 1,
  extensionDays: 3,
  extensionForceMajeureOnly: false,
};
const other = {
  ...common,
  handlingDays: 5,
  clockHours: null,
  extensionTimes: 2,
  extensionDays: 5,
  extensionForceMajeureOnly: false,
};
// D7 knows no extension: a hard one is a complex matter, whose limit is 15 days.
const within = (clockHours: number) => ({
  ...common,
  handlingDays: null,
  clockHours,
  extensionTimes: 0,
  extensionDays: 0,
  extensionForceMajeureOnly: false,
});

/** Half an hour, four hours, two hours, a day, or one working day: a negotiation never takes what the handling needs. */
export const negotiationLimits: DecisionCase[] = [
  {
    name: 'an emergency of the enterprise is answered within two hours (D7 第四条)',
    facts: { profile: 'enterprise', urgency: 'urgent', responseLevel: 'emergency' },
    answer: { days: null, clockHours: 0.5 },
  },
  {
    name: 'its utilities within a day (D7 第四条)',
    facts: { profile: 'enterprise', urgency: 'normal', responseLevel: 'utility' },
    answer: { days: null, clockHours: 4 },
  },
  {
    name: 'its other matters take no working days',
    facts: { profile: 'enterprise', urgency: 'normal', responseLevel: 'complex' },
    answer: { days: null, clockHours: 24 },
  },
  ...['county', 'city', 'jinan', 'dalian'].flatMap((profile): DecisionCase[] => [
    {
      name: `${profile}: an urgent matter is handled within one working day (D5 一(三))`,
      facts: { profile, urgency: 'urgent', responseLevel: 'general' },
      answer: { days: null, clockHours: 2 },
    },
    {
      name: `${profile}: as long as a return may take (D5 一(二))`,
      facts: { profile, urgency: 'normal', responseLevel: 'utility' },
      answer: { days: 1, clockHours: null },
    },
  ]),
];

const others = ['help', 'suggest', 'criticise', 'complain', 'report'];

const byScheme = ['county', 'city', 'jinan', 'dalian'].flatMap((profile): DecisionCase[] => [
  ...['consult', ...others].map((caseType) => ({
    name: `${profile}: urgent comes before the type, ${caseType} (D5 一(三)(四)1)`,
    facts: { profile, urgency: 'urgent', caseType, responseLevel: 'emergency' },
    answer: urgent,
  })),
  {
    name: `${profile}: a consult takes three working days (D5 一(三)(四)2)`,
    facts: { profile, urgency: 'normal', caseType: 'consult', responseLevel: 'general' },
    answer: consult,
  },
  ...others.map((caseType) => ({
    name: `${profile}: ${caseType} takes five working days (D5 一(三)(四)2)`,
    facts: { profile, urgency: 'normal', caseType, responseLevel: 'general' },
    answer: other,
  })),
]);

const byLevel = (
  [
    ['emergency', 2],
    ['utility', 24],
    ['general', 7 * 24],
    ['complex', 15 * 24],
  ] as const
).flatMap(([responseLevel, hours]): DecisionCase[] =>
  [
    { urgency: 'urgent', caseType: 'help' },
    { urgency: 'normal', caseType: 'consult' },
  ].map((facts) => ({
    name: `enterprise: ${responseLevel} is answered within ${hours} clock hours, ${facts.urgency} ${facts.caseType} (D7 第四条)`,
    facts: { profile: 'enterprise', responseLevel, ...facts },
    answer: within(hours),
  })),
);

export const timeLimits: DecisionCase[] = [
  ...byScheme,
  ...byLevel,
  {
    name: 'a jurisdiction without rows of its own: urgent stays urgent',
    facts: { profile: 'elsewhere', urgency: 'urgent', caseType: 'help', responseLevel: 'general' },
    answer: urgent,
  },
  {
    name: 'a jurisdiction without rows of its own has limits',
    facts: { profile: 'elsewhere', urgency: 'normal', caseType: 'help', responseLevel: 'general' },
    answer: other,
  },
  {
    name: 'an unknown type has limits',
    facts: { profile: 'county', urgency: 'normal', caseType: 'praise', responseLevel: 'general' },
    answer: other,
  },
  {
    name: 'an unknown response level has limits',
    facts: { profile: 'enterprise', urgency: 'normal', caseType: 'help', responseLevel: 'unheard-of' },
    answer: other,
  },
];
