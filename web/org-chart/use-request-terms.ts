import { useAddressDraft } from '../app/use-address-draft.ts';
import { usePeopleSearch } from '../people/use-people-search.ts';
import { readRequestTerms, writeRequestTerms } from './request-terms-rules.ts';

/** The terms of a change of managers, as the address holds them. */
export function useRequestTerms() {
  const { search, amend } = usePeopleSearch();
  return useAddressDraft({
    search,
    read: readRequestTerms,
    write: writeRequestTerms,
    send: amend,
  });
}
