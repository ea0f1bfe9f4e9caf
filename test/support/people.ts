import { setTimeout as wait } from 'node:timers/promises';
import { DemoClient, Refused } from '../../src/demo/client';
import type { RunningApp } from './system';

const LOOK_AGAIN_MS = 300;
const PATIENCE_MS = 60_000;

/** A task as a test finds it. */
export interface FoundTask {
  key: string;
  elementId: string;
  dueAt: string | null;
}

/** Everybody who works on cases in a test, through the public API of a running app. */
export class People extends DemoClient {
  constructor(private readonly app: RunningApp) {
    super(app.url, app.demoPassword);
  }

  /** Registers a case as the agent. */
  register(content: string, more: object = {}): Promise<{ id: string; number: string; queryCode: string }> {
    return this.post('agent', '/cases', { content, channel: 'phone', ...more });
  }

  /** Waits until a value shows up, and gives it; fails with `what` when it does not. */
  async until<T>(what: string, look: () => Promise<T | undefined | false | null>): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(LOOK_AGAIN_MS)) {
      const found = await look();
      if (found) return found;
    }
    throw new Error(`nobody saw: ${what}`);
  }

  /** The open task of an element, when it is there. */
  async task(username: string, caseId: string, elementId: string): Promise<FoundTask> {
    return this.until(`task ${elementId} of ${username}`, async () => {
      const { items } = await this.get<{ items: FoundTask[] }>(
        username,
        `/tasks?caseId=${caseId}&elementId=${elementId}`,
      );
      return items[0];
    });
  }

  /** Waits until a case has left classification; where the classifier is not sure, the agent says these values. */
  async classified(caseId: string, values: Record<string, unknown>): Promise<void> {
    await this.until(`classification of ${caseId}`, async () => {
      const open = await this.get<FoundTask[]>('supervisor', `/cases/${caseId}/tasks`);
      const asked = open.find(({ elementId }) => elementId === 'classify-manually');
      if (!asked) return open.length > 0;
      const detail = await this.get<{ values: Record<string, unknown> }>('agent', `/tasks/${asked.key}`);
      const { caseType, category, urgency, responseLevel, hot, major, answerable } = detail.values;
      await this.post('agent', `/tasks/${asked.key}/complete`, {
        values: { caseType, category, urgency, responseLevel, hot, major, answerable, ...values },
      });
      return false;
    });
  }

  /** Does the task of an element as soon as it is there. */
  async work(username: string, caseId: string, elementId: string, values: Record<string, unknown>): Promise<void> {
    const { key } = await this.task(username, caseId, elementId);
    await this.post(username, `/tasks/${key}/complete`, { values });
  }

  /** The refusal of what must be refused. */
  refusal(act: Promise<unknown>): Promise<Refused> {
    return act.then(
      () => Promise.reject(new Error('was not refused')),
      (error: unknown) => (error instanceof Refused ? error : Promise.reject(error as Error)),
    );
  }

  /** The types of the events of a case, oldest first. */
  async events(caseId: string): Promise<string[]> {
    const { history } = await this.get<{ history: { type: string }[] }>('supervisor', `/cases/${caseId}`);
    return history.map(({ type }) => type);
  }
}
