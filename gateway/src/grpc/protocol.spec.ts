import { gatewayService } from './protocol';

/** What comes out at the other end of the wire. */
function sent(call: string, kind: 'request' | 'response', message: object): object {
  const method = gatewayService()[call]!;
  return method[`${kind}Deserialize`](method[`${kind}Serialize`](message));
}

describe('The protocol of 8.8', () => {
  it('tells of a job what it is and its tags', () => {
    const job = { key: '4711', kind: 'BPMN_ELEMENT', listenerEventType: 'UNSPECIFIED', tags: ['a', 'b'] };
    expect(sent('ActivateJobs', 'response', { jobs: [job] })).toMatchObject({ jobs: [job] });
  });

  it('takes and tells the tags of an instance', () => {
    expect(sent('CreateProcessInstance', 'request', { tags: ['a'] })).toMatchObject({ tags: ['a'] });
    expect(sent('CreateProcessInstance', 'response', { tags: ['a'] })).toMatchObject({ tags: ['a'] });
    expect(sent('CreateProcessInstanceWithResult', 'response', { tags: ['a'] })).toMatchObject({ tags: ['a'] });
  });

  it('takes the instruction to terminate an instance after an element', () => {
    const runtimeInstructions = [{ terminate: { afterElementId: 'a' } }];
    expect(sent('CreateProcessInstance', 'request', { runtimeInstructions })).toMatchObject({ runtimeInstructions });
  });

  it('tells of a result what was given and what was not', () => {
    const result = { denied: true, corrections: { assignee: '', candidateUsers: { values: [] } } };
    const { corrections, ...read } = (
      sent('CompleteJob', 'request', { jobKey: '1', result }) as { result: typeof result }
    ).result;
    expect(read).toMatchObject({ denied: true });
    expect(corrections).toMatchObject({ assignee: '', candidateUsers: { values: [] }, candidateGroups: null });
    expect(corrections).not.toHaveProperty('dueDate');
    expect(corrections).not.toHaveProperty('priority');
    expect(sent('CompleteJob', 'request', { jobKey: '1' })).toMatchObject({ result: null });
  });
});
