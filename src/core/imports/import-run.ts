import type { Database } from '../../database/database.ts';
import type { Requester } from '../requests/request-rules.ts';
import type { IgnoredColumns } from './header-rules.ts';
import type { ImportTally } from './import-tally.ts';
import type { ImportPlan } from './land-rows.ts';
import type { Table } from './read-table.ts';

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
