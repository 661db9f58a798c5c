import { Button } from '@mantine/core';
import type { ShownLead } from '../../../src/client/client.ts';
import { useIsOnline } from '../../data/use-is-online.ts';
import type { RemovalDraft } from '../../forms/removal-draft.ts';
import { AskedBy } from '../../people/AskedBy.tsx';
import { PersonName } from '../../people/PersonName.tsx';
import { RequestNumber } from '../../requests/RequestNumber.tsx';
import { Moment } from '../../ui/moments/Moment.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import classes from './AssignmentSection.module.css';

interface AssignmentSectionProps {
  lead: ShownLead;
  isStale: boolean;
  asOf: string | undefined;
  /** Opens the form that removes some of them; undefined where that is not offered. */
  onRemove?: ((removal: Partial<RemovalDraft>) => void) | undefined;
}

/** Who stands on the lead, by role, since when, by whom and by which request. */
export function AssignmentSection({ lead, isStale, asOf, onRemove }: AssignmentSectionProps) {
  const live = useIsOnline() ? 'Live' : 'As it was before the connection was lost';
  const roles = Map.groupBy(lead.assignments, ({ role }) => role);
  return (
    <Section title="Assignment" isStale={isStale} note={asOf === undefined ? live : <AsOfNote at={asOf} />}>
      <div aria-live="polite">
        {roles.size === 0 && <p className={classes.nobody}>Nobody stands on this lead.</p>}
        {[...roles].map(([role, people]) => (
          <div key={role} className={classes.role}>
            <h3 className={classes.roleName}>
              {role}
              {onRemove && (
                <RemoveButton
                  label={`Remove everybody in the role ${role}`}
                  onClick={() => onRemove({ removes: 'role', role })}
                >
                  Remove everybody
                </RemoveButton>
              )}
            </h3>
            <ul className={classes.people}>
              {people.map((assignment) => (
                <Standing key={assignment.user.userId} assignment={assignment} onRemove={onRemove} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}

interface StandingProps extends Pick<AssignmentSectionProps, 'onRemove'> {
  assignment: ShownLead['assignments'][number];
}

function Standing({ assignment, onRemove }: StandingProps) {
  const { user, standing, since, roleSince, requestId, requestedBy } = assignment;
  return (
    <li className={classes.person} data-standing={standing}>
      <span className={classes.standing}>{standing}</span>
      <span className={classes.name}>
        <PersonName person={user} />
        {onRemove && (
          <RemoveButton
            label={`Remove ${user.name}`}
            onClick={() => onRemove({ removes: 'people', people: [user.userId] })}
          >
            Remove
          </RemoveButton>
        )}
      </span>
      <span className={classes.since}>
        since <Moment at={since} /> by <AskedBy {...assignment} />, request{' '}
        <RequestNumber requestId={requestId} requestedBy={requestedBy} />
        {roleSince !== since && (
          <>
            ; in this role since <Moment at={roleSince} />
          </>
        )}
      </span>
    </li>
  );
}

function RemoveButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: string;
}) {
  return (
    <Button variant="subtle" color="gray" size="compact-xs" ml={6} aria-label={label} onClick={onClick}>
      {children}
    </Button>
  );
}

function AsOfNote({ at }: { at: string }) {
  return (
    <>
      As of <Moment at={at} />
    </>
  );
}
