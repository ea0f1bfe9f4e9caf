import { Injectable } from '@nestjs/common';
import { EngineClient } from '../engine';

/** What a process instance is about. */
export interface TaskSubject {
  caseId?: string;
  assignmentId?: string;
  hotspotId?: string;
  reportId?: string;
}

const NAMES = ['caseId', 'assignment', 'hotspotId', 'reportId'];
const KEPT = 5000;

/**
 * Finds what the process instances of a page of tasks are about, in one question to the engine for all that are not
 * known yet: a process instance never changes its subject.
 */
@Injectable()
export class TaskSubjects {
  private readonly known = new Map<string, TaskSubject>();

  constructor(private readonly engine: EngineClient) {}

  async of(processInstanceKeys: string[]): Promise<Map<string, TaskSubject>> {
    const keys = [...new Set(processInstanceKeys)];
    const missing = keys.filter((key) => !this.known.has(key));
    const found = new Map<string, TaskSubject>(missing.map((key) => [key, {}]));
    for (const variable of await this.engine.searchVariables(missing, NAMES)) {
      const subject = found.get(variable.processInstanceKey);
      // The trunk's multi-instance bodies have an `assignment` each: only the instance's own variables count.
      if (!subject || variable.scopeKey !== variable.processInstanceKey) continue;
      if (variable.name === 'assignment') {
        subject.assignmentId = (variable.value as { assignmentId?: string } | null)?.assignmentId;
      } else {
        subject[variable.name as 'caseId' | 'hotspotId' | 'reportId'] = variable.value as string;
      }
    }
    if (this.known.size + found.size > KEPT) this.known.clear();
    // An instance whose report is not compiled yet has no subject so far: asked again next time.
    for (const [key, subject] of found) if (Object.keys(subject).length > 0) this.known.set(key, subject);
    return new Map(keys.map((key) => [key, this.known.get(key) ?? found.get(key) ?? {}]));
  }
}
