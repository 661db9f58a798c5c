import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';

/** A call as it goes over the wire. */
export interface Call {
  method?: string;
  /** Path and query, sent as they are written here. */
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });
const answerWithinMs = 30_000;

/** Rejects where the connection broke before the answer was whole. */
export async function callServer(address: string, call: Call): Promise<Answer> {
  const { hostname, port } = new URL(address);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { method = 'GET', path, body } = call;
  const headers = {
    ...(body === undefined || call.headers?.['transfer-encoding']
      ? {}
      : { 'content-length': Buffer.byteLength(body) }),
    ...call.headers,
  };
  const sent = request(
    { agent, hostname, port, method, path, headers, timeout: answerWithinMs },
    (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      });
    },
  );
  sent.on('timeout', () => sent.destroy(new Error(`No answer to ${method} ${path} in time.`)));
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** A POST of JSON. */
export function postJson(path: string, headers: Record<string, string>, body: unknown): Call {
  return {
    method: 'POST',
    path,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** The body of an answer, read as JSON of a shape that the test knows. */
export function readJson<Body>({ text }: Pick<Answer, 'text'>): Body {
  return JSON.parse(text);
}

/** Sends bytes that no HTTP client would, and gives whatever comes back until the server hangs up. */
export async function sendBytes(
  address: string,
  bytes: string | Buffer,
  patienceMs = 1_000,
): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => {});
  socket.write(bytes);
  const timer = setTimeout(() => socket.destroy(), patienceMs);
  await once(socket, 'close');
  clearTimeout(timer);
  return Buffer.concat(chunks).toString('latin1');
}
