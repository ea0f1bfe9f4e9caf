/** What a client may be permitted to do here. */
export const PERMISSIONS = ['deploy', 'start', 'work', 'administer', 'read'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who calls: the name, whether of a user or of a client, and what it may do. */
export interface Principal {
  readonly id: string;
  readonly kind: 'USER' | 'CLIENT' | 'ANONYMOUS';
  readonly permissions: ReadonlySet<Permission>;
  /** The claims of a token, by which mapping rules recognise a client. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Operations that every known client may call. */
const OPEN = new Set(['getTopology', 'getStatus', 'getLicense', 'getAuthentication']);

/** Commands by the permission that they take; reads take `read`, and every other write takes `administer`. */
const BY_PERMISSION: Readonly<Record<'deploy' | 'start' | 'work', readonly string[]>> = {
  deploy: ['createDeployment', 'deleteResource'],
  start: ['createProcessInstance', 'evaluateDecision', 'publishMessage', 'correlateMessage', 'broadcastSignal'],
  work: [
    'activateJobs',
    'streamActivatedJobs',
    'completeJob',
    'failJob',
    'throwJobError',
    'updateJob',
    'completeUserTask',
    'assignUserTask',
    'unassignUserTask',
    'updateUserTask',
    'createElementInstanceVariables',
    'activateAdHocSubProcessActivities',
    'createDocument',
    'createDocuments',
    'createDocumentLink',
    'deleteDocument',
  ],
};
const PERMISSION_OF = new Map(
  Object.entries(BY_PERMISSION).flatMap(([permission, ids]) =>
    ids.map((id) => [id, permission as Permission] as const),
  ),
);

/** The permission that an operation takes; undefined for one that every known client may call. */
export function permissionFor(operationId: string): Permission | undefined {
  if (OPEN.has(operationId)) {
    return undefined;
  }
  return PERMISSION_OF.get(operationId) ?? (/^(get|search)[A-Z]/.test(operationId) ? 'read' : 'administer');
}

/** What an authorization of Camunda's means here: the permission that its resource and permission type give. */
export function permissionOfGrant(resourceType: string, permissionType: string): Permission {
  if (/^(CREATE_PROCESS_INSTANCE|CREATE_DECISION_INSTANCE)$/.test(permissionType)) {
    return 'start';
  }
  if (/^(UPDATE_PROCESS_INSTANCE|UPDATE_USER_TASK)$/.test(permissionType)) {
    return 'work';
  }
  if (/^READ/.test(permissionType) || permissionType === 'ACCESS') {
    return 'read';
  }
  if (resourceType === 'RESOURCE') {
    return 'deploy';
  }
  return resourceType === 'MESSAGE' ? 'start' : 'administer';
}
