import { Readable } from 'node:stream';

/** A server-sent event. Its members must hold no line break; data is sent as JSON, which has none. */
interface ServerEvent {
  name: string;
  id: string;
  data: unknown;
}

const heartbeatMs = 15_000;
const retryMs = 2_000;
const longestMs = 3_600_000;

/** Server-sent events of which only the latest matters: a slow reader is not sent those it could not take. */
export class EventStream extends Readable {
  readonly #heartbeat: NodeJS.Timeout;
  readonly #lifetime: NodeJS.Timeout;
  #waiting: string | undefined;
  #isLast = false;
  #isWanted = false;

  constructor() {
    super({ highWaterMark: 1, encoding: 'utf8' });
    this.push(`retry: ${retryMs}\n\n`);
    this.#heartbeat = setInterval(() => this.#offer(': still here\n\n'), heartbeatMs).unref();
    // Whoever comes back must show again that they may.
    this.#lifetime = setTimeout(() => this.finish(), longestMs).unref();
  }

  tell({ name, id, data }: ServerEvent): void {
    this.#waiting = `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
    this.#flush();
  }

  /** Ends once what waits is sent. */
  finish(): void {
    this.#isLast = true;
    this.#flush();
  }

  override _read(): void {
    this.#isWanted = true;
    this.#flush();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#lifetime);
    done(error);
  }

  #offer(text: string): void {
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.push(text);
  }

  #flush(): void {
    if (this.#isWanted && this.#waiting !== undefined) {
      const text = this.#waiting;
      this.#waiting = undefined;
      this.#offer(text);
    }
    if (this.#isLast && this.#waiting === undefined) this.push(null);
  }
}
