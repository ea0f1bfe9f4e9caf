import { Problem } from '../problems/problem';
import { type BpmnError, bpmnError, type Complete } from './job-worker';

/** Answers a door's refusal with the BPMN error of the same code; any other problem stays a fault. */
export async function refused<Out extends object>(
  codes: string[],
  act: () => Promise<Complete<Out>>,
): Promise<Complete<Out> | BpmnError> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Problem && codes.includes(error.code)) return bpmnError(error.code, error.message);
    throw error;
  }
}
