import { Button, Checkbox, Modal, Stack, Text } from '@mantine/core';
import { IconUserCheck, IconUserX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ShownUser } from '../../../../src/client/client.ts';
import { paths } from '../../../address/paths.ts';
import { useIsHere } from '../../../address/use-is-here.ts';
import { baton } from '../../../data/baton.ts';
import { PreviewStep } from '../../../forms/PreviewStep.tsx';
import { emptyTerms, toWhyAndWhen } from '../../../forms/terms-draft.ts';
import { findRunAtGap } from '../../../requests/terms-rules.ts';
import { WhyAndWhen } from '../../../ui/fields/WhyAndWhen.tsx';

type Person = Pick<ShownUser, 'userId' | 'name' | 'isActive'>;

/** Ends the account of one person or brings them back, by a request whose preview is looked at first. */
export function ChangeAccount({ person }: { person: Person }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={person.isActive ? <IconUserX size={16} /> : <IconUserCheck size={16} />}
        onClick={() => setOpen(true)}
      >
        {person.isActive ? 'Deactivate' : 'Reactivate'}
      </Button>
      {isOpen && <AccountForm person={person} onClose={() => setOpen(false)} />}
    </>
  );
}

function AccountForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const { userId, name, isActive } = person;
  const [endsAnyway, setEndsAnyway] = useState(false);
  const [terms, setTerms] = useState({ reason: emptyTerms.reason, runAt: emptyTerms.runAt });
  const navigate = useNavigate();
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: () =>
      baton.requests.plan({
        kind: 'account',
        users: [{ userId }],
        isActive: !isActive,
        ...(endsAnyway ? { account: 'end-anyway' as const } : {}),
        ...toWhyAndWhen(terms),
      }),
    onSuccess: ({ requestId }) => isHere() && void navigate({ to: paths.request, params: { requestId } }),
  });
  const gap = findRunAtGap(terms.runAt, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) plan.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={isActive ? `Deactivate ${name}` : `Reactivate ${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">
            {isActive
              ? 'Their account ends, with their keys and sessions and their own reporting line. To hand over what they hold, offboard them instead.'
              : 'The same person comes back, with their history. Let them in by a sign-in link or a key, and give them a manager.'}
          </Text>
          {isActive && (
            <Checkbox
              label="End it even if they hold leads or lead people"
              description="What they hold stays with them, and the radar tells of it."
              checked={endsAnyway}
              onChange={(event) => setEndsAnyway(event.currentTarget.checked)}
            />
          )}
          <WhyAndWhen
            terms={terms}
            change={(members) => setTerms((before) => ({ ...before, ...members }))}
            reasonIsFor="Stays with the request, for whoever asks."
          />
          <PreviewStep plan={plan} gap={gap} />
        </Stack>
      </form>
    </Modal>
  );
}
