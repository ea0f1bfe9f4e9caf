import { loadPackageDefinition, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import { Enum, Field, OneOf, Root, Type } from 'protobufjs';

/** The protocol comes with Camunda's own client, so that it is the one that clients speak. */
const PROTOCOL = require.resolve('@camunda8/sdk/dist/proto/zeebe.proto');

const LISTENER_EVENTS = ['ASSIGNING', 'CANCELING', 'COMPLETING', 'CREATING', 'END', 'START', 'UNSPECIFIED', 'UPDATING'];
const JOB_KINDS = ['BPMN_ELEMENT', 'EXECUTION_LISTENER', 'TASK_LISTENER', 'AD_HOC_SUB_PROCESS'];
const numbered = (names: readonly string[]) => Object.fromEntries(names.map((name, number) => [name, number]));

/**
 * What the protocol of Camunda 8.8 has and the file that its Node client ships has not yet, by message: each field with its number and
 * its type, lists as `type[]`, what may be left out as `type?`. Of what is refused it is only seen whether it is there, so that bytes do for its messages.
 */
const FIELDS_OF_8_8: Readonly<Record<string, Readonly<Record<string, readonly [number: number, type: string]>>>> = {
  ActivatedJob: { kind: [16, 'JobKind'], listenerEventType: [17, 'ListenerEventType'], tags: [18, 'string[]'] },
  CompleteJobRequest: { result: [3, 'JobResult'] },
  CreateProcessInstanceRequest: {
    runtimeInstructions: [8, 'ProcessInstanceCreationRuntimeInstruction[]'],
    tags: [9, 'string[]'],
  },
  CreateProcessInstanceResponse: { tags: [6, 'string[]'] },
  CreateProcessInstanceWithResultResponse: { tags: [7, 'string[]'] },
  ProcessInstanceCreationRuntimeInstruction: { terminate: [1, 'TerminateProcessInstanceInstruction'] },
  TerminateProcessInstanceInstruction: { afterElementId: [1, 'string'] },
  EvaluateDecisionResponse: { decisionEvaluationKey: [13, 'int64'] },
  EvaluatedDecision: { decisionEvaluationInstanceKey: [10, 'string'] },
  JobResultCorrections: {
    assignee: [1, 'string?'],
    dueDate: [2, 'string?'],
    followUpDate: [3, 'string?'],
    candidateUsers: [4, 'StringList'],
    candidateGroups: [5, 'StringList'],
    priority: [6, 'int32?'],
  },
  StringList: { values: [1, 'string[]'] },
  JobResult: {
    denied: [1, 'bool'],
    corrections: [2, 'JobResultCorrections'],
    deniedReason: [3, 'string'],
    type: [4, 'string'],
    activateElements: [5, 'bytes[]'],
    isCompletionConditionFulfilled: [6, 'bool'],
    isCancelRemainingInstances: [7, 'bool'],
  },
};

/** The service `gateway_protocol.Gateway`; 64-bit numbers are texts of digits, as keys are everywhere here. */
export function gatewayService(): ServiceDefinition<UntypedServiceImplementation> {
  const root = new Root().loadSync(PROTOCOL, { keepCase: true });
  const messages = root.lookup('gateway_protocol') as Root;
  for (const name of Object.keys(FIELDS_OF_8_8)) {
    if (!messages.get(name)) {
      messages.add(new Type(name));
    }
  }
  const job = messages.lookupType('ActivatedJob');
  for (const [name, values] of [
    ['JobKind', JOB_KINDS],
    ['ListenerEventType', LISTENER_EVENTS],
  ] as const) {
    if (!job.get(name)) {
      job.add(new Enum(name, numbered(values)));
    }
  }
  for (const [message, fields] of Object.entries(FIELDS_OF_8_8)) {
    const known = messages.lookupType(message);
    for (const [name, [number, type]] of Object.entries(fields)) {
      if (!known.fields[name]) {
        known.add(new Field(name, number, type.replace(/\[\]|\?/, ''), type.endsWith('[]') ? 'repeated' : undefined));
        if (type.endsWith('?')) {
          known.add(new OneOf(`_${name}`, [name]));
        }
      }
    }
  }
  const definition = fromJSON(root.toJSON(), {
    keepCase: true,
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  const loaded = loadPackageDefinition(definition) as unknown as {
    gateway_protocol: { Gateway: { service: ServiceDefinition<UntypedServiceImplementation> } };
  };
  return loaded.gateway_protocol.Gateway.service;
}
