import { Textarea, TextInput } from '@mantine/core';

interface Terms {
  reason: string;
  runAt: string;
}

interface WhyAndWhenProps {
  terms: Terms;
  change: (members: Partial<Terms>) => void;
  /** Where the reason will be read. */
  reasonIsFor: string;
}

/** Why a request is made, and when it runs. */
export function WhyAndWhen({ terms, change, reasonIsFor }: WhyAndWhenProps) {
  return (
    <>
      <Textarea
        label="Reason"
        description={reasonIsFor}
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
    </>
  );
}
