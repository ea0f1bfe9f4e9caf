import { badRequest, invalidArgument } from '../../common/problem';
import { usageMetrics } from '../../read/statistics';
import type { Routes } from '../routes';

const TENANT = '<default>';

/** What was used in a span of time. */
export const usage: Routes = (router, services) => {
  router.get('/system/usage-metrics', async (request) => {
    const { startTime, endTime, tenantId, withTenants } = request.query as Record<string, string | undefined>;
    const [from, to] = [time('startTime', startTime), time('endTime', endTime)];
    if (from >= to) {
      throw invalidArgument('The endTime must be after startTime.');
    }
    const none = { processInstances: 0, decisionInstances: 0, assignees: 0 };
    const used = tenantId && tenantId !== TENANT ? none : await usageMetrics(services, from, to);
    return { ...used, activeTenants: 1, tenants: withTenants === 'true' ? { [TENANT]: used } : {} };
  });
};

function time(name: string, value: string | undefined): Date {
  if (value === undefined) {
    throw badRequest(`Required parameter '${name}' is not present.`);
  }
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) {
    throw badRequest(
      `The provided ${name} '${value}' cannot be parsed as a date according to RFC 3339, section 5.6.`,
      'INVALID_ARGUMENT',
    );
  }
  return date;
}
