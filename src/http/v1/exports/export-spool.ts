import type { FileHandle } from 'node:fs/promises';
import { explainNoRoom, openUnnamed } from '../open-unnamed.ts';

const bytesAChunk = 262_144;

/**
 * Takes an export to disk as fast as the database gives it, and gives it as fast as its client takes it, from its
 * beginning on: a slow client holds neither a connection nor a snapshot.
 */
export class ExportSpool {
  readonly #file: FileHandle;
  readonly #begun = Promise.withResolvers<void>();
  #written = 0;
  #end: { error?: unknown } | undefined;
  #isLeft = false;
  #grown = Promise.withResolvers<void>();

  private constructor(file: FileHandle) {
    this.#file = file;
    this.#begun.promise.catch(() => {}); // told to whoever waits for it
  }

  /** Of what `write` fills; it is closed when that has ended and nobody reads it any more. */
  static async open(write: (spool: ExportSpool) => Promise<void>): Promise<ExportSpool> {
    const spool = new ExportSpool(await openUnnamed().catch((error) => Promise.reject(explainNoRoom(error))));
    void spool.#run(write);
    return spool;
  }

  /** Resolves when there is something to read, or nothing at all; until then what fails can still be told. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  /** Once only: what was read cannot be taken back. */
  async fill(texts: AsyncIterable<string>): Promise<void> {
    if (this.#written > 0) throw new Error('An export was begun anew.');
    for await (const text of texts) {
      if (this.#isLeft) throw new Left();
      const bytes = Buffer.from(text);
      await this.#file.appendFile(bytes);
      this.#written += bytes.length;
      this.#tell();
    }
  }

  async *read(): AsyncGenerator<Buffer, void> {
    for (let taken = 0; ; ) {
      const grown = this.#grown.promise;
      const size = Math.min(this.#written - taken, bytesAChunk);
      if (size > 0) {
        const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(size), 0, size, taken);
        taken += bytesRead;
        yield buffer.subarray(0, bytesRead);
      } else if (this.#end) {
        if ('error' in this.#end) throw this.#end.error;
        return;
      } else await grown;
    }
  }

  /** Nobody reads it any more: whatever fills it is stopped, and then it is closed. */
  leave(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    if (this.#end) void this.#file.close();
  }

  async #run(write: (spool: ExportSpool) => Promise<void>): Promise<void> {
    try {
      await write(this);
      this.#end = {};
    } catch (error) {
      this.#end = { error: explainNoRoom(error) };
      this.#begun.reject(this.#end.error);
    }
    this.#tell();
    if (this.#isLeft) await this.#file.close();
  }

  #tell(): void {
    this.#begun.resolve();
    this.#grown.resolve();
    this.#grown = Promise.withResolvers();
  }
}

class Left extends Error {
  override message = 'Nobody takes this export any more.';
}
