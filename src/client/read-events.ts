import { BatonError } from './baton-error.ts';

/** A server-sent event. */
export interface ServerEvent {
  name: string;
  id: string;
  data: string;
}

/** Reads server-sent events until the stream ends, or whoever reads them leaves. */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const lines: string[] = [];
  for await (const line of readLines(stream)) {
    if (line !== '') lines.push(line);
    else {
      const event = toEvent(lines.splice(0));
      if (event) yield event;
    }
  }
}

async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  let rest = '';
  for await (const text of readText(stream)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
}

/** By a reader, as not every browser iterates a stream. */
async function* readText(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(tellBroken);
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function tellBroken(cause: unknown): never {
  const detail = 'The connection broke while the request was followed.';
  throw new BatonError({ code: 'no-answer', status: 0, detail }, { cause });
}

/** Undefined for what holds comments or settings only. */
function toEvent(lines: readonly string[]): ServerEvent | undefined {
  const members = new Map(lines.map((line) => [line.split(':', 1)[0], line.replace(/^[^:]*: ?/, '')]));
  const data = members.get('data');
  return data === undefined
    ? undefined
    : { data, name: members.get('event') ?? 'message', id: members.get('id') ?? '' };
}
