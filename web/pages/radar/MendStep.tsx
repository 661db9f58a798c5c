import { paths } from '../../address/paths.ts';
import { omitUndefined } from '../../address/read-search.ts';
import { isAdministrator, mayMoveLeads, mayRemovePeople } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { ButtonLink } from '../../ui/links/ButtonLink.tsx';
import { MarkHead } from './MarkHead.tsx';
import type { FoundKind, OrphanGroup } from './orphan-rules.ts';

const nextStep = { variant: 'default', size: 'xs' } as const;

interface MendStepProps {
  kind: FoundKind['kind'];
  group: OrphanGroup;
}

/** The one step that mends a group: a plan that is filled in already, or who can make it. */
export function MendStep({ kind, group: { count, sample } }: MendStepProps) {
  const session = useSession();
  const [first] = sample;
  switch (kind) {
    case 'lead-unassigned':
      return <GiveOut />;
    case 'lead-secondary-inactive':
      return <TakeOff first={first} />;
    case 'lead-primary-inactive':
    case 'book-over-limit':
      if (!mayMoveLeads(session)) return 'Your manager can reassign them';
      return (
        <ButtonLink
          {...nextStep}
          to={paths.leads}
          search={omitUndefined({
            owner: first?.user?.userId,
            role: first?.role,
            ticked: 'all' as const,
            reassign: 'new' as const,
          })}
        >
          {kind === 'book-over-limit' ? 'Share them out' : 'Reassign them'}
        </ButtonLink>
      );
    case 'role-without-primary':
      if (!mayMoveLeads(session)) return 'Your manager can reassign them';
      return (
        <ButtonLink
          {...nextStep}
          to={paths.lead}
          params={{ leadId: first?.leadId ?? 0 }}
          search={{ reassign: 'new' }}
        >
          Reassign lead {first?.leadId}
        </ButtonLink>
      );
    case 'user-manager-inactive':
    case 'user-without-manager':
      if (!isAdministrator(session)) return 'An administrator can give them a manager';
      return (
        <>
          <ButtonLink
            {...nextStep}
            to={paths.radar}
            search={omitUndefined({ mend: kind, under: first?.manager?.userId })}
            resetScroll={false}
          >
            Give them a manager
          </ButtonLink>
          {kind === 'user-without-manager' && count === 1 && first?.user && (
            <MarkHead userId={first.user.userId} />
          )}
        </>
      );
    case 'request-names-leaver':
      return (
        <ButtonLink {...nextStep} to={paths.request} params={{ requestId: first?.requestId ?? 0 }}>
          Open request {first?.requestId}
        </ButtonLink>
      );
  }
}

function TakeOff({ first }: { first: OrphanGroup['sample'][number] | undefined }) {
  if (!mayRemovePeople(useSession())) return 'An administrator can take them off';
  return (
    <ButtonLink
      {...nextStep}
      to={paths.leads}
      search={omitUndefined({
        owner: first?.user?.userId,
        role: first?.role,
        standing: 'secondary' as const,
        ticked: 'all' as const,
        reassign: 'new' as const,
        to: `nobody.people_${first?.user?.userId}`,
      })}
    >
      Take them off
    </ButtonLink>
  );
}

function GiveOut() {
  if (!isAdministrator(useSession())) return 'An administrator can give them to somebody';
  return (
    <ButtonLink {...nextStep} to={paths.leads} search={{ unassigned: true, ticked: 'all', reassign: 'new' }}>
      Give them to somebody
    </ButtonLink>
  );
}
