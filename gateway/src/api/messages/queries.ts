import { correlatedMessageResource, messageSubscriptionResource } from '../../read/resources/message-subscriptions';
import type { Routes } from '../routes';

/** What waits for messages, and what messages found. */
export const messageQueries: Routes = (router, { read }) => {
  router.post('/message-subscriptions/search', (request) => read.search(messageSubscriptionResource, request.body));
  router.post('/correlated-message-subscriptions/search', (request) =>
    read.search(correlatedMessageResource, request.body),
  );
};
