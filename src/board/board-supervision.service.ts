import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EngineClient, EngineOperations } from '../engine';

/** A supervision that is under way, with the step that follows where it is not settled. */
export interface OpenSupervision {
  taskKey: string;
  ground: string;
  level: string;
  stepDue: string | null;
  /** bpmn/supervision-steps.dmn says what comes next. */
  nextLevel: string | null;
}

const variables = z.object({
  ground: z.string(),
  step: z.number(),
  profile: z.string(),
  measure: z.object({ level: z.string() }),
  stepDue: z.string().nullish(),
});
const measure = z.object({ level: z.string() });

/** What the board tells of a case's supervisions, so that they are settled or go one step further from there. */
@Injectable()
export class BoardSupervision {
  constructor(
    private readonly engine: EngineClient,
    private readonly operations: EngineOperations,
  ) {}

  /** The supervisions of a case that wait for the supervisor. */
  async ofCase(caseId: string): Promise<OpenSupervision[]> {
    const { items } = await this.engine.searchUserTasks({
      variable: { name: 'caseId', value: caseId },
      elementId: 'supervise',
      limit: 20,
    });
    return Promise.all(
      items.map(async ({ key }) => {
        const {
          ground,
          step,
          profile,
          measure: now,
          stepDue,
        } = variables.parse(await this.engine.getUserTaskVariables(key));
        const next = await this.operations.evaluateDecision('supervision-steps', { profile, ground, step: step + 1 });
        return {
          taskKey: key,
          ground,
          level: now.level,
          stepDue: stepDue ?? null,
          nextLevel: measure.safeParse(next).data?.level ?? null,
        };
      }),
    );
  }
}
