import type { ManagersPlan } from '../../src/client/client.ts';
import { omitUndefined } from '../address/read-search.ts';
import { readWhyAndWhen, type TermsSearch, writeWhyAndWhen } from './draft-address-rules.ts';
import { toWhyAndWhen } from './terms-draft.ts';

/** What somebody has filled in so far about a change of managers. */
export interface RequestTerms {
  reason: string;
  /** As `datetime-local` gives it; empty: as soon as it is run. */
  runAt: string;
  isWhole: boolean;
}

/** The same as the address holds it. */
export interface RequestTermsSearch extends Pick<TermsSearch, 'reason' | 'runAt'> {
  /** All or nothing. */
  whole?: true;
}

export function readRequestTerms({ whole, ...rest }: Readonly<Record<string, unknown>>): RequestTerms {
  return { ...readWhyAndWhen(rest), isWhole: whole === true };
}

export function writeRequestTerms({ isWhole, ...whyAndWhen }: RequestTerms) {
  return { ...writeWhyAndWhen(whyAndWhen), whole: isWhole ? (true as const) : undefined };
}

/** What of an address are terms. */
export function readRequestTermsSearch(search: Readonly<Record<string, unknown>>): RequestTermsSearch {
  return omitUndefined(writeRequestTerms(readRequestTerms(search)));
}

/** As the API takes them. */
export function toRunOptions({
  isWhole,
  ...whyAndWhen
}: RequestTerms): Pick<ManagersPlan, 'reason' | 'runAt' | 'onFailure'> {
  return {
    onFailure: isWhole ? 'all-or-nothing' : 'continue',
    ...toWhyAndWhen(whyAndWhen),
  };
}
