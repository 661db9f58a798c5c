import { endLinesWithAccounts } from '../../accounts/end-lines-with-accounts.ts';
import type { RunChunk } from '../../ledger/chunk-runner.ts';
import type { Chunk } from '../../ledger/request-chunk-store.ts';
import type { RunnableRequest } from '../../ledger/request-store.ts';
import { kinds } from '../kinds.ts';
import { chooseDenial } from './choose-denial.ts';

/** What runs a chunk of this request; undefined where its rows are written in another way. */
export function chooseRunner(request: RunnableRequest, chunk: Chunk): RunChunk | undefined {
  const denial = chooseDenial(request);
  if (denial) return denial;
  const run = kinds[request.kind].runnerOf?.(request, chunk);
  return run && chunk.ownLines && request.ending !== null ? endLinesWithAccounts(run) : run;
}
