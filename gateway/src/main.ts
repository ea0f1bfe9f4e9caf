import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { Services } from './api/services';
import { makeApp } from './app';
import { goOnWithoutLog } from './common/full-disk';
import { readSettings } from './common/settings';
import { GrpcGateway } from './grpc/server';
import { makeLogger } from './observability/logger';
import { measure } from './observability/metrics';
import { serveMetrics } from './observability/metrics-endpoint';
import { observeRequests } from './observability/request-observer';
import { closed, Stopping } from './observability/stopping';
import { startTracing } from './observability/tracing';

/** How long requests in hand have at the end, in milliseconds. */
const DRAIN_MS = 12_000;
const GRPC_DRAIN_MS = 2_000;

const log = makeLogger();

async function main(): Promise<void> {
  const stopTracing = startTracing(process.env);
  const onError = (error: unknown) => log.error({ err: error }, 'gateway error');
  const settings = readSettings(process.env);
  const services = await Services.open(settings, onError);
  measure(services.pool);
  const stopping = new Stopping();
  const app = makeApp(services, onError, { stopping, observe: observeRequests(stopping, log) });
  const { tls } = settings;
  const server = (tls ? createSecureServer(tls, app) : createServer(app)).listen(settings.port, settings.address, () =>
    log.info(`Camunda 8 API on ${tls ? 'https' : 'http'}://${settings.address}:${settings.port}/v2`),
  );
  server.keepAliveTimeout = 65_000;
  const metrics = serveMetrics(process.env);
  const grpc = new GrpcGateway(services, onError);
  const grpcPort = await grpc.listen(settings.address, settings.grpcPort, tls);
  log.info(`Camunda 8 gRPC gateway on ${tls ? 'grpcs' : 'grpc'}://${settings.address}:${grpcPort}`);
  const stop = async () => {
    stopping.begin();
    // first the long polls: they would wait for jobs as long as they may
    await services.activator.close();
    await Promise.all([closed(server, DRAIN_MS), grpc.drain(GRPC_DRAIN_MS)]);
    await services.close();
    metrics?.close();
    metrics?.closeAllConnections();
    await stopTracing();
    log.info('stopped');
  };
  const onSignal = () => {
    if (stopping.active) {
      return;
    }
    log.info('stopping');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

goOnWithoutLog();
main().catch((error: unknown) => {
  log.fatal({ err: error }, error instanceof Error ? error.message : String(error));
  process.exit(1);
});
