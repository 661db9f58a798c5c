import { openAsBlob } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Upload } from '../../client/client.ts';
import { UsageError } from './options.ts';

/** A file is anything that can be read but a folder: a pipe is one. `-` is standard input. */
export async function openInput(path: string): Promise<Readable> {
  if (isStandardInput(path)) return process.stdin;
  await findFile(path);
  const file = await open(path).catch((error: Error) => {
    throw new UsageError(`${path} cannot be read: ${error.message}.`);
  });
  return file.createReadStream();
}

/** A file to be sent. One that lies on a disk can be sent again where a call is lost; a stream is sent once. */
export async function openUpload(path: string): Promise<Upload> {
  const isOnDisk = !isStandardInput(path) && (await findFile(path)).isFile();
  return isOnDisk ? openAsBlob(path, { type: 'text/csv' }) : Readable.toWeb(await openInput(path));
}

/** By its own name, too, which cannot be opened where it is a socket. */
function isStandardInput(path: string): boolean {
  return path === '-' || path === '/dev/stdin';
}

async function findFile(path: string) {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(`${path} is a folder. Name the CSV file in it.`);
  if (!found) throw new UsageError(`There is no file ${path}.`);
  return found;
}
