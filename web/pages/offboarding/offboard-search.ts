import { omitUndefined, readId } from '../../address/read-search.ts';
import { type OffboardDraftSearch, readOffboardDraft, writeOffboardDraft } from './offboard-address-rules.ts';

/** The choices, also while their plan is shown: whoever discards it goes on from them. */
export interface OffboardSearch extends OffboardDraftSearch {
  /** The plan, the run, or its undo; without it, the choices are being made. */
  request?: number;
}

export function readOffboardSearch(search: Record<string, unknown>): OffboardSearch {
  return {
    ...omitUndefined({ request: readId(search.request) }),
    ...writeOffboardDraft(readOffboardDraft(search)),
  };
}
