import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { LRParser } from '@lezer/lr';
import { parse } from 'yaml';

// Its types know its ES module only; it has a CommonJS one too.
const { parser } = createRequire(__filename)('@prometheus-io/lezer-promql') as { parser: LRParser };

/** An alert rule as Prometheus reads it. */
export interface AlertRule {
  alert: string;
  expr: string;
  for: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

interface Panel {
  title: string;
  targets?: { expr: string }[];
}

const DOCKER = join(process.cwd(), 'docker');

/** The alert rules that are shipped. */
export function alertRules(): AlertRule[] {
  const text = readFileSync(join(DOCKER, 'prometheus', 'alerts.yml'), 'utf8');
  return (parse(text) as { groups: { rules: AlertRule[] }[] }).groups.flatMap(({ rules }) => rules);
}

/** The panels of the dashboards that are shipped. */
export function panels(): Panel[] {
  const folder = join(DOCKER, 'grafana', 'dashboards');
  return readdirSync(folder).flatMap(
    (file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { panels: Panel[] }).panels,
  );
}

/** Every expression of alerts and dashboards, with where it stands. */
export function expressions(): { where: string; expr: string }[] {
  return [
    ...alertRules().map(({ alert, expr }) => ({ where: alert, expr })),
    ...panels().flatMap(({ title, targets }) => (targets ?? []).map(({ expr }) => ({ where: title, expr }))),
  ];
}

/** The metrics that an expression names; throws where it is no PromQL. */
export function metricsOf(expr: string): string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, name, from, to }) => {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expr}`);
      if (name === 'Identifier') names.push(expr.slice(from, to));
    },
  });
  return names;
}

/** Every metric of ours or of our engine's that alerts and dashboards use; `up` is Prometheus' own. */
export function metricsNamed(): string[] {
  return [...new Set(expressions().flatMap(({ expr }) => metricsOf(expr)))].filter((name) => name !== 'up').sort();
}
