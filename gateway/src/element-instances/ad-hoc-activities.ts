import { rejection } from '../common/rejection';
import type { Catalogue } from '../definitions/catalogue';
import type { OperatonClient } from '../operaton/client';
import { toOperaton } from '../operaton/variables';
import type { ElementInstances } from './lookup';

/** How the plug-in (AdHoc) is told what to activate. */
const ACTIVATION = '_zeebe_activate';

/** Activation of elements in ad-hoc sub-processes that run. */
export class AdHocActivities {
  constructor(
    private readonly engine: OperatonClient,
    private readonly elementInstances: ElementInstances,
    private readonly catalogue: Catalogue,
  ) {}

  /** Activates elements, each with variables of its own. Throws NOT_FOUND for what does not run or is not there to be activated. */
  async activate(
    key: string,
    elements: { elementId: string; variables: Record<string, unknown> }[],
    cancelRemainingInstances: boolean,
  ): Promise<void> {
    const target = await this.elementInstances.running(key);
    const instance =
      target && (await this.engine.get<{ definitionId: string }>(`/process-instance/${target.processInstanceKey}`));
    const definition = instance && (await this.catalogue.get(instance.definitionId));
    const adHoc = definition?.elements.get(target?.elementId ?? '');
    if (adHoc?.type !== 'AD_HOC_SUB_PROCESS') {
      throw rejection(
        'ACTIVATE',
        'NOT_FOUND',
        `Expected to activate activities for ad-hoc sub-process but no ad-hoc sub-process instance found with key '${key}'.`,
      );
    }
    const ids = elements.map(({ elementId }) => elementId);
    const expected = `Expected to activate activities for ad-hoc sub-process with key '${key}', but`;
    if (new Set(ids).size < ids.length) {
      throw rejection('ACTIVATE', 'INVALID_ARGUMENT', `${expected} duplicate activities were given.`);
    }
    const unknown = ids.filter((id) => !adHoc.activatableElements?.includes(id));
    if (unknown.length > 0) {
      throw rejection('ACTIVATE', 'NOT_FOUND', `${expected} the given elements [${unknown.join(', ')}] do not exist.`);
    }
    await this.engine.post(`/execution/${target!.executionId}/signal`, {
      variables: {
        [ACTIVATION]: toOperaton(JSON.stringify({ adHoc: adHoc.id, elements, cancelRemainingInstances })),
      },
    });
  }
}
