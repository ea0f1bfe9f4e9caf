// What the environment says about this run, read once.
import { resolve } from 'node:path';
import { UserError } from './messages.mjs';
import { inRoot } from './paths.mjs';

function port(env, variable, fallback) {
  const value = env[variable] ?? String(fallback);
  if (!/^\d{1,5}$/.test(value) || Number(value) < 1 || Number(value) > 65535)
    throw new UserError('port-invalid', { variable, value });
  return Number(value);
}

/** The data folder: HOTLINE_DATA, else .data in the checkout. */
export const dataFolder = (env = process.env) => (env.HOTLINE_DATA ? resolve(env.HOTLINE_DATA) : inRoot('.data'));

/**
 * Options of the engine's JVM: of the system, its tests and the benches. Of so small a heap G1, which a JVM takes by itself on two cores and
 * more, makes a seventh of the engine's processor time more than a collector that stops for some milliseconds (bench:lifecycle).
 */
export const engineJavaOptions = (env = process.env) =>
  (env.ENGINE_JAVA_OPTS ?? '-Xms256m -Xmx768m -XX:+UseParallelGC').split(/\s+/).filter(Boolean);

/** Settings of a run: folder, addresses, ports, and which parts are someone else's (database, cluster). */
export function readSettings(env = process.env) {
  return {
    data: dataFolder(env),
    address: env.HOTLINE_ADDRESS || '127.0.0.1',
    ports: {
      app: port(env, 'HOTLINE_PORT', 3000),
      gateway: port(env, 'GATEWAY_PORT', 8088),
      gatewayGrpc: port(env, 'GATEWAY_GRPC_PORT', 26500),
      engine: port(env, 'ENGINE_PORT', 8090),
      postgres: port(env, 'HOTLINE_PG_PORT', 15432),
    },
    databaseUrl: env.DATABASE_URL || null,
    clusterAddress: env.CAMUNDA_REST_ADDRESS || null,
    engineJavaOptions: engineJavaOptions(env),
  };
}

/** The environment variable that changes a port, for messages. */
export const portVariable = {
  app: 'HOTLINE_PORT',
  gateway: 'GATEWAY_PORT',
  gatewayGrpc: 'GATEWAY_GRPC_PORT',
  engine: 'ENGINE_PORT',
  postgres: 'HOTLINE_PG_PORT',
};
