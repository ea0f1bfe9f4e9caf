import { incidentResource } from '../../read/resources/incidents';
import { processInstanceResource } from '../../read/resources/process-instances';
import { takenFlows } from '../../read/sequence-flows';
import { callHierarchy, instanceStatistics } from '../../read/statistics';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

interface Instance {
  processDefinitionKey: string;
  processDefinitionId: string;
}

/** What is known of process instances. */
export const processInstanceQueries: Routes = (router, services) => {
  const { read } = services;
  const get = (key: string) => read.get<Instance>(processInstanceResource, key);

  router.post('/process-instances/search', (request) => read.search(processInstanceResource, request.body));
  router.get('/process-instances/:key', (request) => get(keyParameter(request, 'processInstanceKey')));
  router.get('/process-instances/:key/call-hierarchy', async (request) => {
    const key = keyParameter(request, 'processInstanceKey');
    await get(key);
    return callHierarchy(services, key);
  });
  router.get('/process-instances/:key/statistics/element-instances', async (request) => ({
    items: await instanceStatistics(services, keyParameter(request, 'processInstanceKey')),
  }));
  router.get('/process-instances/:key/sequence-flows', async (request) => {
    const key = keyParameter(request, 'processInstanceKey');
    const instance = await read.find<Instance>(processInstanceResource, key);
    if (!instance) {
      return { items: [] };
    }
    const flows = await takenFlows(services, await services.catalogue.get(instance.processDefinitionKey), key);
    return {
      items: flows.map((flow) => ({
        sequenceFlowId: `${key}_${flow}`,
        processInstanceKey: key,
        processDefinitionKey: instance.processDefinitionKey,
        processDefinitionId: instance.processDefinitionId,
        elementId: flow,
        tenantId: '<default>',
      })),
    };
  });
  router.post('/process-instances/:key/incidents/search', async (request) => {
    const key = keyParameter(request, 'processInstanceKey');
    // the engine passes an incident up to every calling instance, with the first one as its root
    return read.searchOf(processInstanceResource, key, () =>
      read.search(
        incidentResource,
        request.body,
        (bind) =>
          `i.id_ IN (SELECT COALESCE(c.root_cause_incident_id_, c.id_) FROM act_hi_incident c WHERE c.proc_inst_id_ = ${bind(key)} AND c.end_time_ IS NULL)`,
      ),
    );
  });
};
