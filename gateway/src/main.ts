import pino from 'pino';
import { Services } from './api/services';
import { makeApp } from './app';
import { goOnWithoutLog } from './common/full-disk';
import { readSettings } from './common/settings';
import { GrpcGateway } from './grpc/server';

async function main(): Promise<void> {
  const log = pino({ name: 'gateway', level: process.env.LOG_LEVEL ?? 'info' });
  const onError = (error: unknown) => log.error({ err: error }, 'gateway error');
  const settings = readSettings(process.env);
  const services = await Services.open(settings, onError);
  const server = makeApp(services, onError).listen(settings.port, settings.address, () =>
    log.info(`Camunda 8 API on http://${settings.address}:${settings.port}/v2`),
  );
  server.keepAliveTimeout = 65_000;
  const grpc = new GrpcGateway(services, onError);
  const grpcPort = await grpc.listen(settings.address, settings.grpcPort);
  log.info(`Camunda 8 gRPC gateway on ${settings.address}:${grpcPort}`);
  const stop = () => {
    server.close();
    grpc.close();
    services.close().then(
      () => {
        server.closeAllConnections();
        process.exit(0);
      },
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

goOnWithoutLog();
main().catch((error: unknown) => {
  process.stderr.write(`gateway: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
