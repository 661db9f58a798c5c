import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { ShownLead } from '../../../src/client/client.ts';
import { leadFacts } from '../../../src/contract/words/fact-words.ts';
import { spellFact } from '../../leads/timeline-rules.ts';
import { RequestNumber } from '../../requests/RequestNumber.tsx';
import { Facts } from '../../ui/sections/Facts.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { EditLead } from './EditLead.tsx';
import classes from './LeadFacts.module.css';
import { PossibleTwins } from './PossibleTwins.tsx';

/** What is known beside its name and its attributes. */
const otherFacts = leadFacts.filter((fact) => fact !== 'name');

/** Whoever made a request sees it. */
const asker = { isInSight: true };

/** What is known of a lead; whoever may change it does so in its place. */
export function LeadFacts({ lead, mayEdit }: { lead: ShownLead; mayEdit: boolean }) {
  const [isEditing, setEditing] = useState(false);
  const [changedBy, setChangedBy] = useState<number | null>();
  const { leadId, name, attributes, externalKeys } = lead;
  const ownFacts = Object.entries(attributes).map(
    ([key, value]) => [spellFact(key), spellValue(value)] as const,
  );
  const keys = Object.entries(externalKeys).map(([system, key]) => [`Key in ${system}`, key] as const);
  const close = (requestId?: number | null) => {
    setChangedBy(requestId);
    setEditing(false);
  };
  return (
    <Section
      title="Facts"
      note={
        mayEdit &&
        !isEditing && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPencil size={13} />}
            aria-label="Edit the facts"
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
        )
      }
    >
      {changedBy && (
        <p className={classes.changed} role="status">
          Changed by request <RequestNumber requestId={changedBy} requestedBy={asker} />, which can be undone.
        </p>
      )}
      <PossibleTwins twins={lead.possibleTwins} />
      {isEditing && mayEdit ? (
        <EditLead lead={lead} onChanged={close} onClose={() => close()} />
      ) : (
        <Facts
          facts={[
            ['Name', name],
            ['ApplicationId', leadId],
            ...otherFacts.map((fact) => [spellFact(fact), spellTold(lead[fact])] as const),
            ...ownFacts,
            ...keys,
          ]}
        />
      )}
    </Section>
  );
}

function spellTold(value: string | number | null): string {
  return typeof value === 'number' ? value.toLocaleString() : value || '–';
}

function spellValue(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^\d{4,15}$/.test(value) ? Number(value).toLocaleString() : value;
}
