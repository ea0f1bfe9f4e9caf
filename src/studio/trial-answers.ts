import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock/clock';
import type { HotlineConfig } from '../config/hotline-config';
import type { EngineClient, EngineOperations } from '../engine';
import { outOfTrial, type TrialDiagram } from './trial-copy';
import type { TrialStep } from './trial-result';
import { withInstants } from './trial-values';

/** Answers by element, job type or form; what is missing is answered by config/trials.yaml. */
export type TrialAnswers = Record<string, Record<string, unknown>>;

const MAX_STEPS = 100;
const QUIET_ROUNDS = 4;
const PAUSE_MS = 300;

/** Stands in for workers and people in a trial. */
export class TrialCast {
  constructor(
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly engine: EngineClient,
    private readonly operations: EngineOperations,
  ) {}

  /** Answers jobs and user tasks until nothing moves any more. */
  async all(diagrams: TrialDiagram[], answers: TrialAnswers): Promise<TrialStep[]> {
    const steps: TrialStep[] = [];
    for (let quiet = 0; quiet < QUIET_ROUNDS && steps.length < MAX_STEPS;) {
      const before = steps.length;
      const types = [...new Set(diagrams.flatMap(({ jobTypes }) => jobTypes))];
      await Promise.all(types.map((type) => this.answerJobs(type, answers, steps)));
      await Promise.all(diagrams.map(({ processId }) => this.answerTasks(processId, answers, steps)));
      quiet = steps.length > before ? 0 : quiet + 1;
      if (quiet > 0) await wait(PAUSE_MS);
    }
    return steps;
  }

  private async answerJobs(type: string, answers: TrialAnswers, steps: TrialStep[]): Promise<void> {
    const options = { worker: 'trial', timeoutMs: 10_000, requestTimeoutMs: -1 };
    for (const job of await this.engine.activateJobs(type, 10, options)) {
      const asked = outOfTrial(type);
      const answered = withInstants(
        answers[job.elementId] ?? answers[asked] ?? this.config.trials.jobs[asked] ?? {},
        this.clock.now(),
      );
      await this.engine.completeJob(job.key, answered);
      steps.push({
        processId: outOfTrial(job.processDefinitionId),
        elementId: job.elementId,
        kind: 'job',
        asked,
        answered,
      });
    }
  }

  private async answerTasks(processId: string, answers: TrialAnswers, steps: TrialStep[]): Promise<void> {
    const filter = { processDefinitionId: processId, state: 'CREATED' };
    for (const task of (await this.operations.search('user-tasks', { filter })).items) {
      const elementId = String(task.elementId);
      const answered = withInstants(answers[elementId] ?? this.config.trials.tasks[elementId] ?? {}, this.clock.now());
      await this.engine.completeUserTask(String(task.userTaskKey), answered);
      steps.push({ processId: outOfTrial(processId), elementId, kind: 'task', asked: elementId, answered });
    }
  }
}
