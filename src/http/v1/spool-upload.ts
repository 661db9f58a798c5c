import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Refusal } from '../../contract/refusal.ts';
import { explainNoRoom, openUnnamed } from './open-unnamed.ts';
import type { SpoolShare } from './spool-room.ts';

/** A file that came in whole. */
export interface Spooled {
  /** SHA-256, in hexadecimal digits. */
  hash: string;
  /** Reads it from its beginning, as often as it is called. */
  read(): Readable;
  close(): Promise<void>;
}

export interface SizeLimit {
  bytes: number;
  name: string;
}

/**
 * Takes an upload to disk before anything is made of it: a slow sender holds no transaction open, and what is
 * read from it can be read again. The file has no name any more, so nothing is left of it after a crash.
 */
export async function spoolUpload(source: Readable, limit: SizeLimit, share: SpoolShare): Promise<Spooled> {
  const file = await openUnnamed();
  const close = async () => {
    await file.close();
    share.giveBack();
  };
  try {
    const hash = await copy(source, file, { limit, share });
    return { hash, read: () => file.createReadStream({ start: 0, autoClose: false }), close };
  } catch (error) {
    await close();
    throw explainNoRoom(error);
  }
}

async function copy(
  source: Readable,
  file: FileHandle,
  { limit, share }: { limit: SizeLimit; share: SpoolShare },
): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  // A source that is destroyed takes its connection along, and the answer with it.
  for await (const part of chunksOf(source.iterator({ destroyOnReturn: false }))) {
    bytes += part.length;
    if (bytes > limit.bytes) {
      throw new Refusal('body-too-large', {
        message: `The file is over the limit of ${limit.name}. Send its rows in several requests.`,
      });
    }
    share.take(part.length);
    hash.update(part);
    await file.write(part);
  }
  return hash.digest('hex');
}

function chunksOf(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return source;
}
