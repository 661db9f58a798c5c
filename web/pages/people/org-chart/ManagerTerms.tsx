import { Checkbox } from '@mantine/core';
import type { RequestTerms } from '../../../forms/request-terms-rules.ts';
import { WhyAndWhen } from '../../../ui/fields/WhyAndWhen.tsx';

interface ManagerTermsProps {
  terms: RequestTerms;
  change: (members: Partial<RequestTerms>) => void;
}

/** Why, when, and what if one cannot be made. */
export function ManagerTerms({ terms, change }: ManagerTermsProps) {
  return (
    <>
      <WhyAndWhen terms={terms} change={change} reasonIsFor="Stays with the request, for whoever asks why." />
      <Checkbox
        size="xs"
        label="All or nothing: if one cannot be made, none is"
        checked={terms.isWhole}
        onChange={(event) => change({ isWhole: event.currentTarget.checked })}
      />
    </>
  );
}
