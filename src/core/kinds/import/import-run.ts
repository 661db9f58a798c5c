import type { Database } from '../../../database/database.ts';
import type { IgnoredColumns } from '../../csv/header-rules.ts';
import type { Table } from '../../csv/read-table.ts';
import type { Requester } from '../../ledger/request-rules.ts';
import type { ImportTally } from './import-tally.ts';
import type { ImportPlan } from './land-rows.ts';

export interface ImportOptions {
  /** One row that cannot go in keeps all the others out. */
  allOrNothing: boolean;
  ignored?: IgnoredColumns | undefined;
  requester: Requester;
  /** Told how many rows of the file were dealt with so far. */
  onProgress?: ((rows: number) => void) | undefined;
}

/** An import under way. */
export interface ImportRun<Entry> {
  database: Database;
  orgId: number;
  requestId: number;
  plan: ImportPlan<Entry>;
  batches: Table['batches'];
  options: ImportOptions;
  tally: ImportTally;
}
