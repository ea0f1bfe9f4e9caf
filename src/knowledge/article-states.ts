/** Where a version of an article stands. */
export const ARTICLE_STATES = ['draft', 'review', 'published', 'withdrawn'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** What people do with a version. */
export const ARTICLE_ACTIONS = ['edit', 'submit', 'approve', 'reject', 'withdraw'] as const;
export type ArticleAction = (typeof ARTICLE_ACTIONS)[number];

/** What may be done in a state, and where it leads; what is not listed is refused. */
const TRANSITIONS: Record<ArticleState, Partial<Record<ArticleAction, ArticleState>>> = {
  draft: { edit: 'draft', submit: 'review' },
  review: { approve: 'published', reject: 'draft' },
  published: { withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state that an action leads to; undefined when it is not allowed. */
export function nextState(state: ArticleState, action: ArticleAction): ArticleState | undefined {
  return TRANSITIONS[state][action];
}
