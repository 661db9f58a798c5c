import { Button } from '@mantine/core';
import { useId } from 'react';
import { paths } from '../../address/paths.ts';
import { ReceiverFields } from '../../forms/ReceiverFields.tsx';
import { findReceiverGap, type ReceiverDraft } from '../../forms/receiver-draft.ts';
import { readLeadFilters } from '../../leads/lead-filters.ts';
import { nameAll } from '../../people/name-rules.ts';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import classes from './GuidePart.module.css';
import { type GuideProps, type HeldLeads, nameGroup, receiversOf } from './offboard-rules.ts';

/** Who receives the leads: each group by what the leaver is on them. */
export function LeadsChoice({ draft, change, inventory: { leads, leavers } }: GuideProps) {
  const [first] = leads;
  const place = (held: HeldLeads, receivers: ReceiverDraft) =>
    change({ groups: { ...draft.groups, [nameGroup(held)]: receivers } });
  const placeAll = (receivers: ReceiverDraft) =>
    change({ groups: Object.fromEntries(leads.map((held) => [nameGroup(held), receivers])) });
  return (
    <Section title="Leads" note={leads.length > 1 && 'Each group goes as you say'}>
      {leads.length === 0 && (
        <p className={classes.none}>
          {nameAll(leavers)} {leavers.length === 1 ? 'stands' : 'stand'} on no lead.
        </p>
      )}
      {leads.map((held) => (
        <LeadGroup
          key={nameGroup(held)}
          held={held}
          owner={leavers.length === 1 ? leavers[0]?.userId : undefined}
          receivers={receiversOf(draft, held)}
          onChange={(receivers) => place(held, receivers)}
          onForAll={held === first && leads.length > 1 ? placeAll : undefined}
        />
      ))}
    </Section>
  );
}

interface LeadGroupProps {
  held: HeldLeads;
  /** Undefined where the leads are of several. */
  owner: number | undefined;
  receivers: ReceiverDraft;
  onChange: (receivers: ReceiverDraft) => void;
  onForAll: ((receivers: ReceiverDraft) => void) | undefined;
}

function LeadGroup({ held, owner, receivers, onChange, onForAll }: LeadGroupProps) {
  const id = useId();
  const { role, standing, count } = held;
  return (
    <fieldset className={classes.part} aria-labelledby={id}>
      <div>
        <h3 className={classes.name} id={id}>
          {nameGroup(held)}
        </h3>
        <p className={classes.about}>
          {owner === undefined ? (
            spellLeads(count)
          ) : (
            <AnchorLink to={paths.leads} search={readLeadFilters({ owner, role, standing })}>
              {spellLeads(count)}
            </AnchorLink>
          )}
          {`: ${spellSample(held)}`}
        </p>
        {onForAll && (
          <Button
            mt={8}
            variant="default"
            size="compact-xs"
            disabled={findReceiverGap(receivers) !== undefined}
            onClick={() => onForAll(receivers)}
          >
            The same for every group
          </Button>
        )}
      </div>
      <ReceiverFields
        draft={receivers}
        change={(members) => onChange({ ...receivers, ...members })}
        labelledBy={id}
      />
    </fieldset>
  );
}

function spellLeads(count: number): string {
  return count === 1 ? '1 lead' : `${count.toLocaleString()} leads`;
}

const fewNames = 3;

function spellSample({ count, sample }: HeldLeads): string {
  const names = sample.slice(0, fewNames).map(({ name, leadId }) => name || `Lead ${leadId}`);
  return names.join(', ') + (count > names.length ? ' …' : '');
}
