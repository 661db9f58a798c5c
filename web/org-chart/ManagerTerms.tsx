import { Checkbox, Textarea, TextInput } from '@mantine/core';
import type { RequestTerms } from './request-terms.ts';

interface ManagerTermsProps {
  terms: RequestTerms;
  change: (members: Partial<RequestTerms>) => void;
}

/** Why, when, and what if one cannot be made. */
export function ManagerTerms({ terms, change }: ManagerTermsProps) {
  return (
    <>
      <Textarea
        label="Reason"
        description="Stays with the request, for whoever asks why."
        autosize
        minRows={2}
        maxLength={1_000}
        value={terms.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label="Run at"
        description="Empty: as soon as you run it."
        value={terms.runAt}
        onChange={(event) => change({ runAt: event.currentTarget.value })}
      />
      <Checkbox
        size="xs"
        label="All or nothing: if one cannot be made, none is"
        checked={terms.isWhole}
        onChange={(event) => change({ isWhole: event.currentTarget.checked })}
      />
    </>
  );
}
