/**
 * What a case of the construct table does and what must come of it. The diagram stands beside the table as
 * `<construct>.<file>.bpmn`; its process is `<construct>.<file>`, and names of job types, messages and signals begin with that and
 * a colon, so that all cases run at once. Steps name them without it.
 */
export type Step =
  | {
      /** A job of this type comes to the instance or to one that it has called. */
      job: string;
      /** The job is a listener's: the element (the process by its id) and the event that it listens to. */
      listens?: { at: string; to: string };
      sees?: object;
      /** Names that the job must not see. */
      blind?: string[];
      headers?: Record<string, string>;
      retries?: number;
      complete?: object;
      error?: { code: string; message?: string; variables?: object };
      fail?: { retries: number; message: string };
      /** What the worker says of the change of a task that its listener sees, beside variables. */
      result?: { denied?: boolean; deniedReason?: string; corrections?: object };
      /** The user task as the listener sees it. */
      userTask?: object;
      /** What the worker says is refused, with this reason. */
      rejected?: string;
    }
  | {
      /** A user task at this element. */
      task: string;
      state?: 'CREATING' | 'ASSIGNING' | 'UPDATING' | 'COMPLETING';
      sees?: object;
      form?: string;
      complete?: object;
      assign?: string;
      update?: object;
      /** Variables that are set at the task's element. */
      set?: object;
      /** The command waits for listeners: its answer comes with the step `answered`. */
      later?: boolean;
    }
  /** The command that waited is done (true), or was refused with this reason. */
  | { answered: true | string }
  /** What is activated at an ad-hoc sub-process that runs, through the API. */
  | { activate: string; elements: { elementId: string; variables?: object }[]; cancel?: boolean; rejected?: string }
  | { message: string; key: string; variables?: object }
  | { signal: string; variables?: object }
  /** An incident at this element; then the variables are set, and it is resolved. */
  | { incident: string; type: string; says?: string; set?: object; resolve?: boolean }
  /** These elements, and no others, are active. */
  | { active: string[] }
  | { cancel: true };

export interface ConstructCase {
  file: string;
  /** What holds, as a sentence. */
  name: string;
  /** Further resources: `<construct>.<file>.<ending>`. */
  with?: string[];
  /** Variables of the instance; null when something else than the test starts it. */
  start?: object | null;
  steps?: Step[];
  /** Every element instance, in any order: `id` completed, `-id` terminated, `+id` active. Its type is read off the diagram. */
  path?: string[];
  /** All variables of the instance's own scope when it has come to its end. */
  variables?: object;
  /** Names that must not be variables of the instance's own scope. */
  without?: string[];
  state?: 'COMPLETED' | 'TERMINATED' | 'ACTIVE';
  /** The deployment is refused: the element and the reason, as Camunda gives it where Camunda refuses too; `hereOnly`: a cluster takes it. */
  refused?: { element: string; reason: string; hereOnly?: true };
}

/** One row of the table in docs/gateway.md. */
export interface ConstructTable {
  /** What the row is called for its reader. */
  construct: string;
  /** How it differs from Camunda 8, if it does. */
  differs?: string;
  /** The element types, event definitions or extensions of support.ts that these cases stand for. */
  covers: string[];
  cases: ConstructCase[];
}

/** A case of a diagram that is refused, named by its file. */
export const refused = (file: string, element: string, reason: string): ConstructCase => ({
  file,
  name: `${file}: refused`,
  refused: { element, reason },
});

/** The same of what Camunda has and this gateway has not. */
export const refusedHere = (file: string, element: string, reason: string): ConstructCase => ({
  ...refused(file, element, reason),
  refused: { element, reason, hereOnly: true },
});
