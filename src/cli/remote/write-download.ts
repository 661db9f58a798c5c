import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../terminal/options.ts';
import { writeOut } from './page-options.ts';

/** Writes a download as it comes: to standard output, or to a file, which has its name once all of it is there. */
export async function writeDownload(
  download: ReadableStream<Uint8Array>,
  output: string | undefined,
): Promise<void> {
  if (output === undefined || output === '-') return writeOut(download);
  const part = `${output}.part`;
  try {
    await pipeline(Readable.fromWeb(download), createWriteStream(part));
    await rename(part, output);
  } catch (error) {
    await rm(part, { force: true });
    throw explain(output, error);
  }
}

function explain(output: string, error: unknown): unknown {
  const isOfFile = error instanceof Error && 'syscall' in error && 'path' in error;
  return isOfFile ? new UsageError(`${output} cannot be written: ${error.message}.`) : error;
}
