import type { RunChunk } from '../../ledger/chunk-runner.ts';
import type { Chunk } from '../../ledger/request-chunk-store.ts';
import type { RunnableRequest } from '../../ledger/request-store.ts';
import { kindOf } from '../kinds.ts';
import { chooseDenial } from './choose-denial.ts';

/** What runs a chunk of this request; undefined where its rows are written in another way. */
export function chooseRunner(request: RunnableRequest, chunk: Chunk): RunChunk | undefined {
  return chooseDenial(request) ?? kindOf(request.kind).runnerOf?.(request, chunk);
}
