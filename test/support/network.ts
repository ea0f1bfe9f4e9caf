import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const STREAM = 'GET /api/v1/events ';

/** The network between a browser and an app: it loses streams of events, as a network does that is away for a while. */
export class Network {
  private readonly sockets = new Set<Socket>();
  private readonly streams = new Set<[client: Socket, app: Socket]>();

  private constructor(private readonly server: Server) {}

  /** A network whose own address leads to that of the app. */
  static async before(url: string): Promise<Network> {
    const port = Number(new URL(url).port);
    const server = createServer();
    const network = new Network(server);
    server.on('connection', (client) => network.join(client, connect(port, '127.0.0.1')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return network;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Nothing passes any more on the streams of events that there are, and nobody is told; all other connections are well. */
  loseStreams(): void {
    for (const stream of this.streams) for (const socket of stream) socket.unpipe().pause();
  }

  /** Ends all connections. */
  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private join(...ends: [client: Socket, app: Socket]): void {
    ends[0].on('data', (sent) => {
      if (sent.includes(STREAM)) this.streams.add(ends);
    });
    ends[0].on('close', () => this.streams.delete(ends));
    for (const [at, socket] of ends.entries()) {
      const other = ends[1 - at]!;
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
