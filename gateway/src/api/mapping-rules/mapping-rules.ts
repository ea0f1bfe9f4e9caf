import { Body } from '../../identity/validation';
import { mappingRuleResource } from '../../read/resources/identity';
import type { Routes } from '../routes';

const CLAIMS = ['claimName', 'claimValue', 'name'];

/** Rules that recognise clients by a claim of their token. */
export const mappingRules: Routes = (router, { identity, read }) => {
  router.post('/mapping-rules', async (request, response) => {
    const body = new Body(request.body, ['mappingRuleId', ...CLAIMS]);
    const values = claims(body);
    const mappingRuleId = body.id('mappingRuleId');
    body.check();
    await identity.create('MAPPING_RULE', mappingRuleId, columns(values));
    response.status(201);
    return { ...values, mappingRuleId };
  });
  router.post('/mapping-rules/search', (request) => read.search(mappingRuleResource, request.body));
  router.get('/mapping-rules/:id', (request) => read.get(mappingRuleResource, String(request.params.id)));
  router.put('/mapping-rules/:id', async (request) => {
    const mappingRuleId = String(request.params.id);
    const body = new Body(request.body, CLAIMS);
    const values = claims(body);
    body.check();
    await identity.update('MAPPING_RULE', mappingRuleId, columns(values));
    return { ...values, mappingRuleId };
  });
  router.delete('/mapping-rules/:id', (request) => identity.remove('MAPPING_RULE', String(request.params.id)));
};

interface Claims {
  claimName: string;
  claimValue: string;
  name: string;
}

const claims = (body: Body): Claims => ({
  claimName: body.required('claimName'),
  claimValue: body.required('claimValue'),
  name: body.required('name'),
});

const columns = ({ claimName, claimValue, name }: Claims) => ({ claim_name: claimName, claim_value: claimValue, name });
