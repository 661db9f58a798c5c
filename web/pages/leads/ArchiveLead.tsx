import { Button } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { ShownLead } from '../../../src/client/client.ts';
import { baton } from '../../data/baton.ts';
import { PlanDialog } from '../../forms/PlanDialog.tsx';

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
  const named = lead.name || `lead ${leadId}`;
  return (
    <PlanDialog
      title={isArchived ? `Restore ${named}` : `Archive ${named}`}
      note={
        isArchived
          ? 'It comes back to the lists, with whoever stood on it and is still active.'
          : 'It leaves every list, and nobody stands on it any more. Its history stays, and it can be restored.'
      }
      plan={(terms) =>
        baton.requests.plan({ kind: 'record', leads: [leadId], isArchived: !isArchived, ...terms })
      }
      onClose={onClose}
    />
  );
}
