import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../../contract/refusal.ts';

/** A file that has no name any more, so nothing is left of it after a crash. */
export async function openUnnamed(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-upload-'));
  try {
    return await open(join(folder, 'rows.csv'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What came of writing to one. */
export function explainNoRoom(error: unknown): unknown {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  if (!isFull) return error;
  return new Refusal('overloaded', {
    retryAfterS: 60,
    message: `The server has no room for the file in ${tmpdir()}. Tell the operator, or send less at a time.`,
  });
}
