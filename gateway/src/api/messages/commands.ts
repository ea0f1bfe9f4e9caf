import { checkTenant } from '../../common/tenant';
import { broadcastSignal } from '../../messages/signals';
import { readBody, Violations } from '../body';
import type { Routes } from '../routes';

interface MessageBody {
  name?: string;
  correlationKey?: string;
  messageId?: string;
  timeToLive?: number;
  variables?: Record<string, unknown>;
  tenantId?: string;
}

const CORRELATION = { name: 'text', correlationKey: 'text', variables: 'object', tenantId: 'text' } as const;
const PUBLICATION = { ...CORRELATION, messageId: 'text', timeToLive: 'integer' } as const;

function messageOf(request: string, body: MessageBody) {
  new Violations().required(body.name, request === 'Correlate Message' ? 'messageName' : 'name').refuse();
  checkTenant(request, body.tenantId);
  return {
    name: body.name!,
    correlationKey: body.correlationKey ?? '',
    messageId: body.messageId,
    timeToLiveMs: body.timeToLive ?? 0,
    variables: body.variables ?? {},
  };
}

/** Messages and signals. */
export const messageCommands: Routes = (router, { messages, engine, pool }) => {
  router.post('/messages/publication', async (request) => ({
    tenantId: '<default>',
    messageKey: await messages.publish(messageOf('Publish Message', readBody(request.body, PUBLICATION))),
  }));

  router.post('/messages/correlation', async (request) => ({
    tenantId: '<default>',
    ...(await messages.correlateNow(messageOf('Correlate Message', readBody(request.body, CORRELATION)))),
  }));

  router.post('/signals/broadcast', async (request) => {
    const body = readBody<{ signalName?: string; variables?: Record<string, unknown>; tenantId?: string }>(
      request.body,
      { signalName: 'text', variables: 'object', tenantId: 'text' },
    );
    new Violations().required(body.signalName, 'signalName').refuse();
    checkTenant('Broadcast Signal', body.tenantId);
    return {
      tenantId: '<default>',
      signalKey: await broadcastSignal(engine, pool, body.signalName!, body.variables),
    };
  });
};
