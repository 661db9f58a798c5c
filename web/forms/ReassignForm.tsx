import { Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId } from 'react';
import { useAddressDraft } from '../address/use-address-draft.ts';
import { useIsHere } from '../address/use-is-here.ts';
import { baton } from '../data/baton.ts';
import { findRunAtGap, othersNote, othersWords, termNames } from '../requests/terms-rules.ts';
import { mayRemovePeople } from '../sessions/access-rules.ts';
import { useSession } from '../sessions/session-queries.ts';
import { type ReassignSearch, readReassignDraft, writeReassignDraft } from './draft-address-rules.ts';
import { PreviewStep } from './PreviewStep.tsx';
import { ReceiverFields } from './ReceiverFields.tsx';
import { RemovalFields } from './RemovalFields.tsx';
import { type DraftProps, findGap, isSplitDraft, toReassignPlan, type Whose } from './reassign-draft.ts';
import { TermsFields } from './TermsFields.tsx';

interface ReassignFormProps {
  whose: Whose;
  /** What the address says of it so far. */
  search: ReassignSearch;
  onDraft: (members: ReturnType<typeof writeReassignDraft>) => void;
  onPlanned: (requestId: number) => void;
}

/** Who receives or who is removed, what becomes of the others, why and when. It ends in a plan, which changes nothing yet. */
export function ReassignForm({ whose, search, onDraft, onPlanned }: ReassignFormProps) {
  const { draft, change, settle } = useAddressDraft({
    search,
    read: readReassignDraft,
    write: writeReassignDraft,
    send: onDraft,
  });
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: () => baton.requests.plan(toReassignPlan(draft, whose)),
    onSuccess: ({ requestId }) => isHere() && onPlanned(requestId),
  });
  const gap = findGap(draft) ?? findRunAtGap(draft.runAt, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap !== undefined) return;
    settle();
    plan.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Receivers draft={draft} change={change} />
        {draft.removes === undefined && <Others draft={draft} change={change} />}
        <TermsFields draft={draft} change={change} isSplit={isSplitDraft(draft)} />
        <PreviewStep plan={plan} gap={gap} />
      </Stack>
    </form>
  );
}

function Receivers({ draft, change }: DraftProps) {
  const id = useId();
  const mayChoose = mayRemovePeople(useSession()) || draft.removes !== undefined;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} id={id}>
        To
      </Text>
      {mayChoose && <WhetherToAnybody draft={draft} change={change} labelledBy={id} />}
      {draft.removes === undefined ? (
        <ReceiverFields draft={draft} change={change} labelledBy={id} />
      ) : (
        <RemovalFields draft={draft} change={change} />
      )}
    </Stack>
  );
}

function WhetherToAnybody({ draft, change, labelledBy }: DraftProps & { labelledBy: string }) {
  return (
    <SegmentedControl
      aria-labelledby={labelledBy}
      size="xs"
      fullWidth
      value={draft.removes === undefined ? 'somebody' : 'nobody'}
      onChange={(to) => change({ removes: to === 'nobody' ? 'everybody' : undefined })}
      data={[
        { value: 'somebody', label: 'Somebody receives' },
        { value: 'nobody', label: 'Nobody: remove people' },
      ]}
    />
  );
}

function Others({ draft, change }: DraftProps) {
  return (
    <Radio.Group label={termNames.others} description={othersNote} value={draft.others}>
      <Stack gap={8} mt={6}>
        {othersWords.map(({ value, label }) => (
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
