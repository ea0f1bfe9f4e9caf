import { Spin } from 'antd';
import { lazy, Suspense } from 'react';
import type { ResourceKind } from './studio.request';

const DiagramDifference = lazy(async () => ({ default: (await import('./DiagramDifference')).DiagramDifference }));
const TableDifference = lazy(async () => ({ default: (await import('./TableDifference')).TableDifference }));
const FormDifference = lazy(async () => ({ default: (await import('./FormDifference')).FormDifference }));

/** What changed between two contents: coloured on the diagram, by cell in a table, by member in a form. */
export function Difference({ kind, before, after }: { kind: ResourceKind; before: string; after: string }) {
  const Shown = { process: DiagramDifference, decision: TableDifference, form: FormDifference }[kind];
  return (
    <Suspense fallback={<Spin />}>
      <Shown before={before} after={after} />
    </Suspense>
  );
}
