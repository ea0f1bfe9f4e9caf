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
  'bpmn:AdHocSubProcess': 'AD_HOC_SUB_PROCESS',
  'bpmn:ExclusiveGateway': 'EXCLUSIVE_GATEWAY',
  'bpmn:InclusiveGateway': 'INCLUSIVE_GATEWAY',
  'bpmn:ParallelGateway': 'PARALLEL_GATEWAY',
  'bpmn:EventBasedGateway': 'EVENT_BASED_GATEWAY',
  'bpmn:SequenceFlow': 'SEQUENCE_FLOW',
  'bpmn:DataObject': 'UNSPECIFIED',
  'bpmn:DataObjectReference': 'UNSPECIFIED',
  'bpmn:DataStoreReference': 'UNSPECIFIED',
};

/** Elements that do something and may be repeated. */
export const ACTIVITIES = [
  'bpmn:Task',
  'bpmn:ManualTask',
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:ReceiveTask',
  'bpmn:ScriptTask',
  'bpmn:BusinessRuleTask',
  'bpmn:UserTask',
  'bpmn:CallActivity',
  'bpmn:SubProcess',
  'bpmn:AdHocSubProcess',
] as const;

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
    'bpmn:CompensateEventDefinition',
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
    'bpmn:CompensateEventDefinition',
  ],
  'bpmn:BoundaryEvent': [
    'bpmn:TimerEventDefinition',
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:ErrorEventDefinition',
    'bpmn:EscalationEventDefinition',
    'bpmn:CompensateEventDefinition',
  ],
};

export const EVENT_TYPES = Object.keys(EVENT_DEFINITIONS);

/** What may start an event sub-process. */
export const EVENT_SUB_PROCESS_STARTS = EVENT_DEFINITIONS['bpmn:StartEvent']!;

export const IO_MAPPING_TYPES = [...ACTIVITIES, ...EVENT_TYPES];

/** What execution listeners may listen to; which of their events is the construct's matter. */
export const LISTENING_TYPES = [
  'bpmn:Process',
  ...ACTIVITIES,
  ...EVENT_TYPES,
  'bpmn:ExclusiveGateway',
  'bpmn:InclusiveGateway',
  'bpmn:ParallelGateway',
  'bpmn:EventBasedGateway',
];

const JOB_TYPES = [
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:ScriptTask',
  'bpmn:BusinessRuleTask',
  'bpmn:IntermediateThrowEvent',
  'bpmn:EndEvent',
];

/** Zeebe extension elements that are translated (or have no effect on execution), and the elements that may have them. */
export const EXTENSIONS: Readonly<Record<string, readonly string[] | 'any'>> = {
  'zeebe:TaskDefinition': JOB_TYPES,
  'zeebe:TaskHeaders': [...JOB_TYPES, 'bpmn:UserTask'],
  'zeebe:IoMapping': IO_MAPPING_TYPES,
  'zeebe:Subscription': ['bpmn:Message'],
  'zeebe:CalledElement': ['bpmn:CallActivity'],
  'zeebe:CalledDecision': ['bpmn:BusinessRuleTask'],
  'zeebe:Script': ['bpmn:ScriptTask'],
  'zeebe:UserTask': ['bpmn:UserTask'],
  'zeebe:FormDefinition': ['bpmn:UserTask', 'bpmn:StartEvent'],
  'zeebe:AssignmentDefinition': ['bpmn:UserTask'],
  'zeebe:PriorityDefinition': ['bpmn:UserTask'],
  'zeebe:TaskSchedule': ['bpmn:UserTask'],
  'zeebe:TaskListeners': ['bpmn:UserTask'],
  'zeebe:LoopCharacteristics': ['bpmn:MultiInstanceLoopCharacteristics'],
  'zeebe:ExecutionListeners': LISTENING_TYPES,
  'zeebe:Properties': 'any',
  'zeebe:AdHoc': ['bpmn:AdHocSubProcess'],
  'zeebe:VersionTag': ['bpmn:Process'],
};
