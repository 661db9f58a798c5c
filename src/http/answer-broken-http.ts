import type { Socket } from 'node:net';
import type { Guards } from './guard-answers.ts';

const notWellFormed = 'The call is not well-formed HTTP.';

const statuses: Readonly<Record<string, [status: number, title: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'The URL and the headers of the call are over the limit of 16 KiB. Send less in the query; a JSON body takes more.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    'Request Timeout',
    'The call did not come in whole in time. Send it again.',
  ],
};

/**
 * Answers what is no HTTP, for which no path and so no dialect is known, and hangs up. The error holds the
 * bytes that were received, keys and all, so it is not handed to any log.
 */
export function answerBrokenHttp({ code }: Error & { code?: string }, socket: Socket, guards: Guards): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, title, detail] = statuses[code ?? ''] ?? [400, 'Bad Request', notWellFormed];
  const guarding = Object.entries(guards).map(([name, value]) => `${name}: ${value}\r\n`);
  const body = JSON.stringify({ status, title, detail, code: 'invalid-input' });
  socket.write(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json\r\nconnection: close\r\n${guarding.join('')}` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  socket.destroySoon(); // whoever sends on and never hangs up would stay for ever
}
