import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The way to a database, which can be cut and mended. */
export interface Wire {
  /** The database's url by way of this wire. */
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  remove(): Promise<void>;
}

/** Passes on whatever is sent to the server of `url`, until it is cut. */
export async function aWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const listener = createServer((near) => {
    const far = keep(connect({ host: hostname, port: Number(port) }));
    keep(near).pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const ownPort = await listen(listener, 0);
  const copy = new URL(url);
  copy.hostname = '127.0.0.1';
  copy.port = String(ownPort);
  const cut = async () => {
    const closed = once(listener, 'close');
    listener.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: copy.href,
    cut,
    mend: async () => {
      await listen(listener, ownPort);
    },
    remove: async () => {
      if (listener.listening) await cut();
    },
  };
}

async function listen(listener: ReturnType<typeof createServer>, port: number): Promise<number> {
  listener.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return portOf(listener);
}

function portOf(listener: ReturnType<typeof createServer>): number {
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given.');
  return address.port;
}

/** A port that nobody listens on just now. */
export async function findFreePort(): Promise<number> {
  const listener = createServer();
  const port = await listen(listener, 0);
  listener.close();
  await once(listener, 'close');
  return port;
}
