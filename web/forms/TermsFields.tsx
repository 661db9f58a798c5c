import { WhyAndWhen } from '../ui/fields/WhyAndWhen.tsx';
import { RunTerms } from './RunTerms.tsx';
import type { TermsProps } from './terms-draft.ts';

/** Why, when, and how the run is to meet trouble. */
export function TermsFields({ draft, change, isSplit }: TermsProps & { isSplit: boolean }) {
  return (
    <>
      <WhyAndWhen terms={draft} change={change} reasonIsFor="Stays in the history of every lead." />
      <RunTerms draft={draft} change={change} isSplit={isSplit} />
    </>
  );
}
