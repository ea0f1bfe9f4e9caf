import {
  Metadata,
  Server,
  ServerCredentials,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import type { Services } from '../api/services';
import { problemOf } from '../common/problem-of';
import type { TlsSettings } from '../common/settings';
import { COMMANDS, type Command } from './commands';
import { activateJobs, streamActivatedJobs } from './job-streams';
import { gatewayService } from './protocol';
import { statusOf } from './status';

/** What clients ask the health of: the server as a whole, or Zeebe's service by its name. */
const HEALTH_OF = ['', 'gateway_protocol.Gateway'];

type Stream = (call: never, services: Services) => Promise<void>;

const STREAMS: Readonly<Record<string, { operationId: string; run: Stream }>> = {
  ActivateJobs: { operationId: 'activateJobs', run: activateJobs },
  StreamActivatedJobs: { operationId: 'streamActivatedJobs', run: streamActivatedJobs },
};

/** Camunda 8's gRPC gateway over the same services as REST. */
export class GrpcGateway {
  private readonly server: Server;
  /** `grpc.health.v1.Health`, which needs no credentials, as Zeebe's gateway has it. */
  private readonly health = new HealthImplementation(
    Object.fromEntries(HEALTH_OF.map((service) => [service, 'SERVING' as const])),
  );

  constructor(
    private readonly services: Services,
    private readonly onError: (error: unknown) => void,
  ) {
    this.server = new Server({ 'grpc.max_receive_message_length': services.settings.maxMessageBytes });
    this.server.addService(gatewayService(), {
      ...each(COMMANDS, (command) => this.unary(command)),
      ...each(STREAMS, (stream) => this.streaming(stream.operationId, stream.run)),
    });
    this.health.addToServer(this.server);
  }

  /** Listens, with TLS when there is a certificate; answers the port. Throws when it is taken. */
  listen(address: string, port: number, tls?: TlsSettings): Promise<number> {
    const credentials = tls
      ? ServerCredentials.createSsl(null, [{ cert_chain: tls.cert, private_key: tls.key }])
      : ServerCredentials.createInsecure();
    return new Promise((resolve, reject) =>
      this.server.bindAsync(`${address}:${port}`, credentials, (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
  }

  /** Takes no more calls and ends those that are open after so many milliseconds: streams would go on for ever. */
  async drain(ms: number): Promise<void> {
    HEALTH_OF.forEach((service) => this.health.setStatus(service, 'NOT_SERVING'));
    const late = setTimeout(() => this.server.forceShutdown(), ms);
    await new Promise<void>((resolve) => this.server.tryShutdown(() => resolve()));
    clearTimeout(late);
  }

  private unary({ operationId, run }: Command): handleUnaryCall<never, object> {
    return (call, callback) => {
      this.authorize(call.metadata, operationId)
        .then(() => run(call.request, this.services))
        .then(
          (answer) => callback(null, answer),
          (error: unknown) => callback(this.refusal(error)),
        );
    };
  }

  private streaming(operationId: string, run: Stream): handleServerStreamingCall<never, object> {
    return (call) => {
      call.on('error', () => {
        // the client broke off: 'close' follows and ends the work
      });
      this.authorize(call.metadata, operationId)
        .then(() => run(call as never, this.services))
        .then(
          () => call.end(),
          // the library sends the status of an error that is emitted; a stream that is destroyed ends without one
          (error: unknown) => call.emit('error', this.refusal(error)),
        );
    };
  }

  private async authorize(metadata: Metadata, operationId: string): Promise<void> {
    const { authentication } = this.services;
    const [header] = metadata.get('authorization');
    authentication.authorize(await authentication.principal(header?.toString()), operationId);
  }

  private refusal(error: unknown) {
    const problem = problemOf(error);
    if (problem.status >= 500 && problem.status !== 501 && problem.status !== 504) {
      this.onError(error);
    }
    return { ...statusOf(problem), metadata: new Metadata() };
  }
}

function each<T>(table: Readonly<Record<string, T>>, make: (entry: T) => unknown): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(table).map(([name, entry]) => [name, make(entry)]),
  ) as UntypedServiceImplementation;
}
