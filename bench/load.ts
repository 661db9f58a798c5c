import { connect, type Socket } from 'node:net';
import { summarise, type Timing } from './floor.ts';

export interface Target {
  orgId: number;
  address: string;
  accessKey: string;
  secretKey: string;
}

interface LoadOptions {
  connections: number;
  seconds: number;
  leads: number;
}

/**
 * Reassigns random leads over HTTP, keep-alive, every connection sending its next call when the last is
 * answered. Written on bare sockets, for it shares two cores with what it measures.
 */
export async function loadReassignments(target: Target, options: LoadOptions): Promise<Load> {
  const head = headOf(target, `POST /api/v2/pub/application/reassign?orgId=${target.orgId}`);
  return load(target, options, {
    next: () => callOf(head, options.leads),
    isDone: (answer) => answer.includes('"StatusCode":1'),
  });
}

/** The same of one fact of random leads. */
export async function loadFacts(target: Target, options: LoadOptions): Promise<Load> {
  return load(target, options, {
    next: () => {
      const leadId = 1 + Math.floor(Math.random() * options.leads);
      const status = `Status ${Math.floor(Math.random() * 50)}`;
      return withBody(headOf(target, `PATCH /api/v1/leads/${leadId}`), JSON.stringify({ status }));
    },
    isDone: (answer) => answer.startsWith('HTTP/1.1 200'),
  });
}

/** Makes leads, each with a primary. */
export async function loadNewLeads(target: Target, options: LoadOptions): Promise<Load> {
  const head = headOf(target, 'POST /api/v1/leads');
  return load(target, options, {
    next: () => {
      const userId = anyUser();
      return withBody(head, JSON.stringify({ name: 'Lantern Hill', status: 'New', primary: { userId } }));
    },
    isDone: (answer) => answer.startsWith('HTTP/1.1 201'),
  });
}

type Load = Timing & { failures: number };

async function load(
  target: Target,
  { connections, seconds }: LoadOptions,
  { next, isDone }: { next: () => string; isDone: (answer: string) => boolean },
): Promise<Load> {
  const end = performance.now() + seconds * 1000;
  const tookMs: number[] = [];
  let failures = 0;
  const lane = async () => {
    const socket = connectTo(target);
    while (performance.now() < end) {
      const started = performance.now();
      const answer = await exchange(socket, next());
      tookMs.push(performance.now() - started);
      if (!isDone(answer)) failures += 1;
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return { ...summarise(tookMs, seconds), failures };
}

/** Makes a caller that posts JSON in ASCII on a bare socket of its own and gives the answer's body. */
export function openPoster(target: Target, path: string) {
  const socket = connectTo(target);
  const head = headOf(target, `POST ${path}`);
  return {
    post: async (body: unknown): Promise<string> => {
      const answer = await exchange(socket, withBody(head, JSON.stringify(body)));
      if (!answer.startsWith('HTTP/1.1 200')) throw new Error(answer);
      return answer.slice(answer.indexOf('\r\n\r\n') + 4);
    },
    close: () => socket.destroy(),
  };
}

function connectTo({ address }: Target): Socket {
  const { hostname, port } = new URL(address);
  return connect({ host: hostname, port: Number(port), noDelay: true });
}

function headOf({ address, accessKey, secretKey }: Target, line: string): string {
  return [
    `${line} HTTP/1.1`,
    `host: ${new URL(address).host}`,
    'content-type: application/json',
    `x-lsq-accesskey: ${accessKey}`,
    `x-lsq-secretkey: ${secretKey}`,
    'content-length: ',
  ].join('\r\n');
}

function callOf(head: string, leads: number): string {
  const leadId = 1 + Math.floor(Math.random() * leads);
  const userId = anyUser();
  const body = `{"ApplicationId":${leadId},"PrimaryAgent":{"UserId":"${userId}"},"UnassignAllOtherUsers":true}`;
  return withBody(head, body);
}

/** One of those whom every organisation of a measurement has. */
function anyUser(): number {
  return 2 + Math.floor(Math.random() * 50);
}

function withBody(head: string, body: string): string {
  return `${head}${body.length}\r\n\r\n${body}`;
}

function exchange(socket: Socket, call: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (data: Buffer) => {
      text += data.toString('latin1');
      if (!isWhole(text)) return;
      socket.off('data', onData).off('error', reject);
      resolve(text);
    };
    socket.on('data', onData).on('error', reject);
    socket.write(call);
  });
}

function isWhole(text: string): boolean {
  const bodyAt = text.indexOf('\r\n\r\n') + 4;
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  return bodyAt > 3 && length !== undefined && text.length >= bodyAt + Number(length);
}
