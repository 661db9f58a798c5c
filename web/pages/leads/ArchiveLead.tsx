import { Button, Modal, Stack, Text } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ShownLead } from '../../../src/client/client.ts';
import { paths } from '../../address/paths.ts';
import { useIsHere } from '../../address/use-is-here.ts';
import { baton } from '../../data/baton.ts';
import { PreviewStep } from '../../forms/PreviewStep.tsx';
import { emptyTerms, toWhyAndWhen } from '../../forms/terms-draft.ts';
import { findRunAtGap } from '../../requests/terms-rules.ts';
import { WhyAndWhen } from '../../ui/fields/WhyAndWhen.tsx';

type Lead = Pick<ShownLead, 'leadId' | 'name' | 'isArchived'>;

/** Archives one lead or brings it back, by a request whose preview is looked at first. */
export function ArchiveLead({ lead }: { lead: Lead }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={lead.isArchived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
        onClick={() => setOpen(true)}
      >
        {lead.isArchived ? 'Restore' : 'Archive'}
      </Button>
      {isOpen && <ArchiveForm lead={lead} onClose={() => setOpen(false)} />}
    </>
  );
}

function ArchiveForm({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { leadId, isArchived } = lead;
  const [terms, setTerms] = useState({ reason: emptyTerms.reason, runAt: emptyTerms.runAt });
  const navigate = useNavigate();
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: () =>
      baton.requests.plan({
        ...{ kind: 'record', leads: [leadId], isArchived: !isArchived },
        ...toWhyAndWhen(terms),
      }),
    onSuccess: ({ requestId }) => isHere() && void navigate({ to: paths.request, params: { requestId } }),
  });
  const gap = findRunAtGap(terms.runAt, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) plan.mutate();
  };
  const named = lead.name || `lead ${leadId}`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={isArchived ? `Restore ${named}` : `Archive ${named}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">
            {isArchived
              ? 'It comes back to the lists, with whoever stood on it and is still active.'
              : 'It leaves every list, and nobody stands on it any more. Its history stays, and it can be restored.'}
          </Text>
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
