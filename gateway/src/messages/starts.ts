import type { Catalogue, Definition } from '../definitions/catalogue';
import { STARTED_BY } from '../dialect';
import type { OperatonClient } from '../operaton/client';
import { toOperaton, toOperatonAll } from '../operaton/variables';
import { charactersOf, type Message } from './message';
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

/** The room that the engine has for an instance's business key, which is the correlation key of the message that started it. */
const KEY_CHARACTERS = 255;

/** Message start events: of one process and one correlation key one instance runs at a time. */
export class MessageStarts {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Whether a process starts with this message whose instances have no room for its correlation key. */
  async isKeyTooLong({ name, correlationKey }: Message): Promise<boolean> {
    return charactersOf(correlationKey) > KEY_CHARACTERS && (await this.startEvents(name)).length > 0;
  }

  /** Starts the processes that start with a message, but those that had it, and those deployed since that its key is too long for. */
  async startInstances(row: MessageRow, except: Set<string>) {
    const started: Taken[] = [];
    let isHeldBack = false;
    const starts = charactersOf(row.correlation_key) > KEY_CHARACTERS ? [] : await this.startEvents(row.name);
    for (const { definition, start } of starts) {
      if (except.has(definition.key)) {
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

  /** The processes that start with a message of this name, each with its start event. */
  private async startEvents(name: string) {
    const definitions = [];
    for (const key of await this.subscriptions.startable(name)) {
      const definition = await this.catalogue.get(key);
      const start = definition.model.messageStartEvents.find(({ messageName }) => messageName === name);
      definitions.push(...(start ? [{ definition, start }] : []));
    }
    return definitions;
  }

  private async startInstance(row: MessageRow, definition: Definition, elementId: string): Promise<string | undefined> {
    const mine = row.isRepeated ? await this.subscriptions.takenBy(definition.key, row.key) : undefined;
    if (mine) {
      return mine;
    }
    if (row.correlation_key !== '' && (await this.runs(definition.key, row.correlation_key))) {
      return undefined;
    }
    try {
      const { id } = await this.engine.post<{ id: string }>(`/process-definition/${definition.id}/start`, {
        businessKey: row.correlation_key,
        variables: { ...toOperatonAll(row.variables), [STARTED_BY]: toOperaton(row.key) },
        startInstructions: [{ type: 'startBeforeActivity', activityId: elementId }],
      });
      return id;
    } catch (error) {
      // whoever held the lock before lost it with its connection while the engine was at it: the engine refuses a second (engine-database.ts)
      const begun = await this.subscriptions.takenBy(definition.key, row.key);
      if (begun) {
        return begun;
      }
      throw error;
    }
  }

  /** Whether an instance that a message with the same key started still runs. */
  private async runs(process: string, correlationKey: string): Promise<boolean> {
    const earlier = await this.engine.post<{ state: string }[]>('/history/process-instance', {
      processDefinitionKey: process,
      processInstanceBusinessKey: correlationKey,
    });
    return earlier.some(({ state }) => state === 'ACTIVE' || state === 'SUSPENDED');
  }
}
