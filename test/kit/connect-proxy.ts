import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A proxy on loopback that tunnels, and remembers where to. */
export class ConnectProxy {
  readonly tunnels: string[] = [];
  readonly authorizations: (string | undefined)[] = [];
  /** Answered instead of opening a tunnel. */
  refusal: number | null = null;
  readonly #server = createServer();

  static async start(): Promise<ConnectProxy> {
    const proxy = new ConnectProxy();
    proxy.#server.on('connect', (request, socket) => {
      const [host = '', port = ''] = (request.url ?? '').split(':');
      proxy.tunnels.push(request.url ?? '');
      proxy.authorizations.push(request.headers['proxy-authorization']);
      if (proxy.refusal !== null) return socket.end(`HTTP/1.1 ${proxy.refusal} Refused\r\n\r\n`);
      const target = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      target.on('error', () => socket.destroy());
      socket.on('error', () => target.destroy());
      return target;
    });
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get host(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
    return `127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
