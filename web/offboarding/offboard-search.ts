import { omitUndefined, readId } from '../app/read-search.ts';

export interface OffboardSearch {
  /** The plan, the run, or its undo; without it, the choices are being made. */
  request?: number;
}

export function readOffboardSearch(search: Record<string, unknown>): OffboardSearch {
  return omitUndefined({ request: readId(search.request) });
}
