import { invalidArgument } from '../../common/problem';
import { broadcastSignal } from '../../messages/signals';
import type { Routes } from '../routes';

interface MessageBody {
  name?: string;
  correlationKey?: string;
  messageId?: string;
  timeToLive?: number;
  variables?: Record<string, unknown>;
}

function messageOf(body: MessageBody) {
  if (!body.name) {
    throw invalidArgument('No name provided.');
  }
  return {
    name: body.name,
    correlationKey: body.correlationKey ?? '',
    messageId: body.messageId,
    timeToLiveMs: body.timeToLive ?? 0,
    variables: body.variables ?? {},
  };
}

/** Messages and signals. */
export const messageCommands: Routes = (router, { messages: door, engine, pool }) => {
  router.post('/messages/publication', async (request) => ({
    tenantId: '<default>',
    messageKey: await door.publish(messageOf(request.body as MessageBody)),
  }));
  router.post('/messages/correlation', async (request) => ({
    tenantId: '<default>',
    ...(await door.correlateNow(messageOf(request.body as MessageBody))),
  }));
  router.post('/signals/broadcast', async (request) => {
    const body = request.body as { signalName?: string; variables?: Record<string, unknown> };
    if (!body.signalName) {
      throw invalidArgument('No signalName provided.');
    }
    return {
      tenantId: '<default>',
      signalKey: await broadcastSignal(engine, pool, body.signalName, body.variables),
    };
  });
};
