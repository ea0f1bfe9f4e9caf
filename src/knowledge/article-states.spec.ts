import { ARTICLE_ACTIONS, ARTICLE_STATES, nextState } from './article-states';

describe('a version of an article', () => {
  const allowed: Record<string, string> = {
    'draft edit': 'draft',
    'draft submit': 'review',
    'review approve': 'published',
    'review reject': 'draft',
    'published withdraw': 'withdrawn',
  };
  const pairs = ARTICLE_STATES.flatMap((state) => ARTICLE_ACTIONS.map((action) => ({ state, action })));

  it.each(pairs)('$state, $action', ({ state, action }) => {
    expect(nextState(state, action)).toBe(allowed[`${state} ${action}`]);
  });
});
