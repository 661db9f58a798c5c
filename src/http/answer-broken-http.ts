import type { Socket } from 'node:net';

const statuses: Readonly<Record<string, [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
};

/**
 * Answers what is no HTTP, for which no path and so no dialect is known, and hangs up. The error holds the
 * bytes that were received, keys and all, so it is not handed to any log.
 */
export function answerBrokenHttp({ code }: Error & { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, title] = statuses[code ?? ''] ?? [400, 'Bad Request'];
  const body = JSON.stringify({ status, title, detail: 'The call is not well-formed HTTP.' });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json\r\nconnection: close\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
