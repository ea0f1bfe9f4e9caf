/** Who is signed in. */
export interface Principal {
  username: string;
  name: string;
  role: string;
  unit: string | null;
  /** The unit by which a body above assigns cases to one's own; null where there is none above. */
  bodyUnit: string | null;
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  total: number;
}

/** A case as a list shows it. */
export interface CaseRow {
  id: string;
  number: string;
  title: string | null;
  channel: string;
  caseType: string | null;
  category: string | null;
  urgency: string | null;
  area: string | null;
  disposal: string | null;
  stage: string;
  round: number;
  receivedAt: string;
}

/** One unit's duty on a case. */
export interface Assignment {
  id: string;
  unit: string;
  unitName: string;
  role: string;
  status: string;
  round: number;
  signInDue: string | null;
  handlingDue: string | null;
  doneAt: string | null;
  result: string | null;
}

/** A line of a case's history. */
export interface CaseEvent {
  id: string;
  type: string;
  at: string;
  actor: string;
  data: Record<string, unknown>;
}

/** A proposal's part, with the words that decided it. */
export interface Because {
  part: string;
  value: string;
  probability: number;
  words: string[];
  alternatives?: { value: string; probability: number }[];
}

/** The whole of a case. */
export interface CaseDetail extends CaseRow {
  content: string;
  topic: string | null;
  responseLevel: string | null;
  /** When, where and who, as far as the citizen said. */
  circumstances: { time?: string; place?: string; persons?: string } | null;
  answer: string | null;
  because: Because[] | null;
  citizen: { name: string | null; phone: string | null; unit: string | null; address: string | null };
  assignments: Assignment[];
  history: CaseEvent[];
}

/** A user task as a list shows it. */
export interface TaskRow {
  key: string;
  elementId: string;
  name: string | null;
  assignee: string | null;
  createdAt: string | null;
  dueAt: string | null;
  overdue: boolean;
  workingMinutesLeft: number | null;
  caseId?: string;
  assignmentId?: string;
  caseNumber: string | null;
  caseTitle: string | null;
  urgency: string | null;
}

/** A user task with its form. */
export interface TaskDetail extends TaskRow {
  form: Record<string, unknown>;
  values: Record<string, unknown>;
}
