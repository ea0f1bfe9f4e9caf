import { Injectable } from '@nestjs/common';
import { EngineOperations, type EngineRow, textOf } from '../engine';
import { Problem } from '../problems/problem';

/** A process instance that a case went through, or is in. */
export interface PathInstance {
  key: string;
  name: string;
  version: number;
  state: string;
  hasIncident: boolean;
  startedAt: string | null;
  endedAt: string | null;
  parentKey: string | null;
  /** The stay at the call activity of the parent that started it. */
  parentElementInstanceKey: string | null;
}

/** A stay at an element of a diagram. */
export interface PathElement {
  key: string;
  elementId: string;
  name: string;
  type: string;
  state: string;
  hasIncident: boolean;
  startedAt: string | null;
  endedAt: string | null;
}

/** A process of a case with all its stays. */
export type ProcessHistory = PathInstance & { elements: PathElement[] };

const ALL = { from: 0, limit: 1000 };

/** The way of a case through its diagrams, for everybody who may see the case: no variables, no jobs. */
@Injectable()
export class CasePathService {
  constructor(private readonly operations: EngineOperations) {}

  /** The process instances of a case, the first started first. */
  async instances(caseId: string): Promise<PathInstance[]> {
    const rows = await this.rowsOf(caseId);
    return rows
      .map((row) => ({
        key: String(row.processInstanceKey),
        name: textOf(row, 'processDefinitionName') ?? String(row.processDefinitionId),
        version: Number(row.processDefinitionVersion),
        state: String(row.state),
        hasIncident: row.hasIncident === true,
        startedAt: textOf(row, 'startDate'),
        endedAt: textOf(row, 'endDate'),
        parentKey: textOf(row, 'parentProcessInstanceKey'),
        parentElementInstanceKey: textOf(row, 'parentElementInstanceKey'),
      }))
      .sort((one, other) => (one.startedAt ?? '').localeCompare(other.startedAt ?? ''));
  }

  /** The diagram of one of them with every stay at an element. */
  async path(caseId: string, key: string): Promise<{ xml: string; elements: PathElement[] }> {
    const row = (await this.rowsOf(caseId)).find(({ processInstanceKey }) => processInstanceKey === key);
    if (!row) throw new Problem('not-found');
    const [xml, { items }] = await Promise.all([
      this.operations.processXml(String(row.processDefinitionKey)),
      this.operations.search('element-instances', { filter: { processInstanceKey: key }, page: ALL }),
    ]);
    return {
      xml,
      elements: items.map(elementOf),
    };
  }

  /** The whole way of a case as its archive keeps it: every process with its version, and every stay, in two reads. */
  async history(caseId: string): Promise<ProcessHistory[]> {
    const instances = await this.instances(caseId);
    if (instances.length === 0) return [];
    const keys = instances.map(({ key }) => key);
    const stays: EngineRow[] = [];
    for (let from = 0; ; from += ALL.limit) {
      const { items } = await this.operations.search('element-instances', {
        filter: { processInstanceKey: { $in: keys } },
        sort: [{ field: 'startDate' }],
        page: { from, limit: ALL.limit },
      });
      stays.push(...items);
      if (items.length < ALL.limit) break;
    }
    return instances.map((instance) => ({
      ...instance,
      elements: stays.filter((row) => String(row.processInstanceKey) === instance.key).map(elementOf),
    }));
  }

  /** Every process that works on a case knows its id as the variable `caseId`. */
  private async rowsOf(caseId: string): Promise<EngineRow[]> {
    const { items } = await this.operations.search('process-instances', {
      filter: { variables: [{ name: 'caseId', value: JSON.stringify(caseId) }] },
      page: ALL,
    });
    return items;
  }
}

function elementOf(row: EngineRow): PathElement {
  return {
    key: String(row.elementInstanceKey),
    elementId: String(row.elementId),
    name: textOf(row, 'elementName') ?? String(row.elementId),
    type: String(row.type),
    state: String(row.state),
    hasIncident: row.hasIncident === true,
    startedAt: textOf(row, 'startDate'),
    endedAt: textOf(row, 'endDate'),
  };
}
