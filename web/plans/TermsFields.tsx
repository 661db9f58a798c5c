import { Textarea, TextInput } from '@mantine/core';
import { RunTerms } from './RunTerms.tsx';
import type { TermsProps } from './terms-draft.ts';

/** Why, when, and how the run is to meet trouble. */
export function TermsFields({ draft, change }: TermsProps) {
  return (
    <>
      <Textarea
        label="Reason"
        description="Stays in the history of every lead."
        autosize
        minRows={2}
        maxLength={1_000}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label="Run at"
        description="Empty: as soon as you run it."
        value={draft.runAt}
        onChange={(event) => change({ runAt: event.currentTarget.value })}
      />
      <RunTerms draft={draft} change={change} />
    </>
  );
}
