import { useAddressDraft } from '../../../address/use-address-draft.ts';
import { readRequestTerms, writeRequestTerms } from '../../../forms/request-terms-rules.ts';
import { usePeopleSearch } from '../view/use-people-search.ts';

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
