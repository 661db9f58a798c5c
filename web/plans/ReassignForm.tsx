import { Button, Radio, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { baton } from '../app/baton.ts';
import { FailureNote } from '../failures/FailureNote.tsx';
import { PersonPicker } from '../people/PersonPicker.tsx';
import { ReceiverRows } from './ReceiverRows.tsx';
import { RunTerms } from './RunTerms.tsx';
import {
  type DraftProps,
  emptyDraft,
  findGap,
  type ReassignDraft,
  toReassignPlan,
  type Whose,
} from './reassign-draft.ts';

interface ReassignFormProps {
  whose: Whose;
  onPlanned: (requestId: number) => void;
}

/** Who receives, what becomes of the others, why and when. It ends in a plan, which changes nothing yet. */
export function ReassignForm({ whose, onPlanned }: ReassignFormProps) {
  const [draft, setDraft] = useState(emptyDraft);
  const change = (members: Partial<ReassignDraft>) => setDraft((now) => ({ ...now, ...members }));
  const plan = useMutation({
    mutationFn: () => baton.requests.plan(toReassignPlan(draft, whose)),
    onSuccess: ({ requestId }) => onPlanned(requestId),
  });
  const gap = findGap(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) plan.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Receivers draft={draft} change={change} />
        <Others draft={draft} change={change} />
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
        <FailureNote error={plan.error} />
        <Button type="submit" loading={plan.isPending} disabled={gap !== undefined}>
          Preview
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {gap ?? 'Nothing changes until you have seen the preview and run it.'}
        </Text>
      </Stack>
    </form>
  );
}

function Receivers({ draft, change }: DraftProps) {
  const [first] = draft.receivers;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} id="split">
        To
      </Text>
      <SegmentedControl
        aria-labelledby="split"
        size="xs"
        fullWidth
        value={draft.split}
        onChange={(split) => change({ split })}
        data={[
          { value: 'one', label: 'One person' },
          { value: 'even', label: 'Evenly' },
          { value: 'weighted', label: 'By weight' },
          { value: 'percent', label: 'By percent' },
        ]}
      />
      {draft.split === 'one' && first ? (
        <PersonPicker
          label="Receiver"
          isLabelHidden
          isActive
          value={first.userId}
          onChange={(userId) => change({ receivers: [{ ...first, userId }, ...draft.receivers.slice(1)] })}
        />
      ) : (
        <ReceiverRows draft={draft} change={change} />
      )}
    </Stack>
  );
}

const otherChoices = [
  { value: 'same-role', label: 'Those in the receiver’s role are taken off' },
  { value: 'keep', label: 'All stay, a former primary as secondary' },
  { value: 'all', label: 'Everybody is taken off, in every role' },
] as const;

function Others({ draft, change }: DraftProps) {
  return (
    <Radio.Group label="Who stands on the leads now" value={draft.others}>
      <Stack gap={8} mt={6}>
        {otherChoices.map(({ value, label }) => (
          <Radio
            key={value}
            size="xs"
            value={value}
            label={label}
            onChange={() => change({ others: value })}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
