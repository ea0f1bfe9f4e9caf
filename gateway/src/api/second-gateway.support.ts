import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from './commands.support';

/** A gateway beside the one under test. */
export interface SecondGateway {
  port: number;
  grpcPort: number;
  url: string;
  process: ChildProcess;
}

/** A second gateway on the same databases, without credentials unless the settings say otherwise. @param settings of its environment */
export async function secondGateway(settings: Record<string, string> = {}): Promise<SecondGateway> {
  const [port, grpcPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [join(__dirname, '../../dist/main.js')], {
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      GATEWAY_GRPC_PORT: String(grpcPort),
      GATEWAY_AUTH: 'none',
      LOG_LEVEL: 'silent',
      ...settings,
    },
    stdio: 'ignore',
  });
  await eventually(() => listens(grpcPort));
  return { port, grpcPort, url: `http://127.0.0.1:${port}`, process: child };
}

/** gRPC listens last. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => resolve(Boolean(socket.destroy())))
      .once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
