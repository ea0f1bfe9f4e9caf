import { readFileSync } from 'node:fs';
import { alertRules, expressions, metricsOf } from './metrics-named';

describe('the alert rules and dashboards that are shipped', () => {
  it.each(expressions())('$where is PromQL over at least one metric', ({ expr }) => {
    expect(metricsOf(expr).length).toBeGreaterThan(0);
  });

  it('have no expression that a typing mistake passes through', () => {
    expect(() => metricsOf('sum by (le (rate(x[5m]))')).toThrow('no PromQL');
  });

  const guide = readFileSync('docs/operations.md', 'utf8');

  it.each(alertRules())('$alert says how bad it is, in both languages, and the guide what to do', (rule) => {
    expect(rule.for).toMatch(/^\d+[smh]$/);
    expect(rule.labels.severity).toMatch(/^(critical|warning)$/);
    expect(rule.annotations.summary).toMatch(/[\u4e00-\u9fff].* · .*[a-z]/);
    expect(guide).toContain(`\`${rule.alert}\``);
  });

  it('have each name once', () => {
    const names = alertRules().map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
  });
});
