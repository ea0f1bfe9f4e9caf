/**
 * What the gateway translates, as data; what is not in a table is refused by name. The value is Camunda 8's element type.
 * Camunda's own table (bpmnlint-plugin-camunda-compat) is wider: what is missing here Operaton cannot do as Zeebe does.
 */
export const ELEMENT_TYPES: Readonly<Record<string, string>> = {
  'bpmn:StartEvent': 'START_EVENT',
  'bpmn:EndEvent': 'END_EVENT',
  'bpmn:IntermediateCatchEvent': 'INTERMEDIATE_CATCH_EVENT',
  'bpmn:IntermediateThrowEvent': 'INTERMEDIATE_THROW_EVENT',
  'bpmn:BoundaryEvent': 'BOUNDARY_EVENT',
  'bpmn:Task': 'TASK',
  'bpmn:ManualTask': 'MANUAL_TASK',
  'bpmn:ServiceTask': 'SERVICE_TASK',
  'bpmn:SendTask': 'SEND_TASK',
  'bpmn:ReceiveTask': 'RECEIVE_TASK',
  'bpmn:ScriptTask': 'SCRIPT_TASK',
  'bpmn:BusinessRuleTask': 'BUSINESS_RULE_TASK',
  'bpmn:UserTask': 'USER_TASK',
  'bpmn:CallActivity': 'CALL_ACTIVITY',
  'bpmn:SubProcess': 'SUB_PROCESS',
  'bpmn:ExclusiveGateway': 'EXCLUSIVE_GATEWAY',
  'bpmn:InclusiveGateway': 'INCLUSIVE_GATEWAY',
  'bpmn:ParallelGateway': 'PARALLEL_GATEWAY',
  'bpmn:EventBasedGateway': 'EVENT_BASED_GATEWAY',
  'bpmn:SequenceFlow': 'SEQUENCE_FLOW',
  'bpmn:DataObject': 'UNSPECIFIED',
  'bpmn:DataObjectReference': 'UNSPECIFIED',
  'bpmn:DataStoreReference': 'UNSPECIFIED',
};

/** Event definitions by the kind of event that may carry them. */
export const EVENT_DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  'bpmn:StartEvent': [
    'bpmn:TimerEventDefinition',
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:ErrorEventDefinition',
    'bpmn:EscalationEventDefinition',
  ],
  'bpmn:EndEvent': [
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:ErrorEventDefinition',
    'bpmn:EscalationEventDefinition',
    'bpmn:TerminateEventDefinition',
  ],
  'bpmn:IntermediateCatchEvent': [
    'bpmn:TimerEventDefinition',
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:LinkEventDefinition',
  ],
  'bpmn:IntermediateThrowEvent': [
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:EscalationEventDefinition',
    'bpmn:LinkEventDefinition',
  ],
  'bpmn:BoundaryEvent': [
    'bpmn:TimerEventDefinition',
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:ErrorEventDefinition',
    'bpmn:EscalationEventDefinition',
  ],
};

/** Zeebe extension elements that are translated (or have no effect on execution). */
export const EXTENSIONS: ReadonlySet<string> = new Set([
  'zeebe:TaskDefinition',
  'zeebe:TaskHeaders',
  'zeebe:IoMapping',
  'zeebe:Subscription',
  'zeebe:CalledElement',
  'zeebe:CalledDecision',
  'zeebe:Script',
  'zeebe:UserTask',
  'zeebe:FormDefinition',
  'zeebe:UserTaskForm',
  'zeebe:AssignmentDefinition',
  'zeebe:PriorityDefinition',
  'zeebe:TaskSchedule',
  'zeebe:LoopCharacteristics',
  'zeebe:Properties',
  'zeebe:VersionTag',
]);
