import type { Catalogue, Definition } from '../definitions/catalogue';
import { HIDDEN_VARIABLE_PREFIX } from '../dialect';
import type { OperatonClient } from '../operaton/client';
import { toOperaton, toOperatonAll } from '../operaton/variables';
import type { Subscriptions, WaitingSubscription } from './subscriptions';

export interface MessageRow {
  key: string;
  name: string;
  correlation_key: string;
  variables: Record<string, unknown>;
  /** It was written down before: a gateway that died may have started instances with it. */
  isRepeated?: boolean;
}

/** What took a message: an instance that waited for it, or one that it started. */
export type Taken = Omit<WaitingSubscription, 'executionId' | 'elementInstanceKey' | 'key'> &
  Partial<Pick<WaitingSubscription, 'elementInstanceKey' | 'key'>>;

/** Marks the instance that a message started, so that a crash between the engine and our row does not start a second. */
const STARTED_BY = `${HIDDEN_VARIABLE_PREFIX}message`;

/** Message start events: of one process and one correlation key one instance runs at a time. */
export class MessageStarts {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Starts the processes that start with a message, but those that had it. */
  async startInstances(row: MessageRow, except: Set<string>) {
    const started: Taken[] = [];
    let isHeldBack = false;
    for (const key of await this.subscriptions.startable(row.name)) {
      const definition = await this.catalogue.get(key);
      const start = definition.model.messageStartEvents.find((candidate) => candidate.messageName === row.name);
      if (!start || except.has(definition.key)) {
        continue;
      }
      const instanceKey = await this.startInstance(row, definition, start.elementId);
      if (instanceKey) {
        started.push({
          process: definition.key,
          definitionKey: definition.id,
          instanceKey,
          elementId: start.elementId,
        });
      } else {
        isHeldBack = true;
      }
    }
    return { started, isHeldBack };
  }

  private async startInstance(row: MessageRow, definition: Definition, elementId: string): Promise<string | undefined> {
    const mine = row.isRepeated ? await this.startedBy(definition.key, row) : undefined;
    if (mine) {
      return mine;
    }
    if (row.correlation_key !== '' && (await this.runs(definition.key, row.correlation_key))) {
      return undefined;
    }
    const { id } = await this.engine.post<{ id: string }>(`/process-definition/${definition.id}/start`, {
      businessKey: row.correlation_key,
      variables: { ...toOperatonAll(row.variables), [STARTED_BY]: toOperaton(row.key) },
      startInstructions: [{ type: 'startBeforeActivity', activityId: elementId }],
    });
    return id;
  }

  /** Whether an instance that a message with the same key started still runs. */
  private async runs(process: string, correlationKey: string): Promise<boolean> {
    const earlier = await this.engine.post<{ state: string }[]>('/history/process-instance', {
      processDefinitionKey: process,
      processInstanceBusinessKey: correlationKey,
    });
    return earlier.some(({ state }) => state === 'ACTIVE' || state === 'SUSPENDED');
  }

  private async startedBy(process: string, row: MessageRow): Promise<string | undefined> {
    const found = await this.engine.post<{ id: string }[]>('/history/process-instance', {
      processDefinitionKey: process,
      ...(row.correlation_key === '' ? {} : { processInstanceBusinessKey: row.correlation_key }),
      variables: [{ name: STARTED_BY, operator: 'eq', value: row.key }],
    });
    return found[0]?.id;
  }
}
