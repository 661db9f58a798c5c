import type { ReactNode } from 'react';
import { paths } from '../../address/paths.ts';
import { PersonName } from '../../people/PersonName.tsx';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import type { OrphanGroup } from './orphan-rules.ts';
import type { Orphan } from './radar-queries.ts';

/** The first few of a group, each leading to itself. */
export function GroupSample({ group: { count, sample } }: { group: OrphanGroup }) {
  if (sample.some(({ kind }) => kind === 'book-over-limit')) return null;
  const rest = count - sample.length;
  return (
    <>
      {sample.map((orphan, place) => (
        <span key={orphan.message}>
          {place > 0 && ', '}
          <Subject orphan={orphan} />
        </span>
      ))}
      {rest > 0 && ` and ${rest.toLocaleString()} more`}
    </>
  );
}

function Subject({ orphan: { kind, leadId, requestId, user } }: { orphan: Orphan }): ReactNode {
  if (kind === 'lead-unassigned' && user) return <LostLead leadId={leadId} user={user} />;
  if (leadId !== undefined) {
    return (
      <AnchorLink to={paths.lead} params={{ leadId }}>
        Lead {leadId}
      </AnchorLink>
    );
  }
  if (requestId !== undefined) {
    return (
      <AnchorLink to={paths.request} params={{ requestId }}>
        {requestId}
      </AnchorLink>
    );
  }
  return user && <PersonName person={user} />;
}

/** Out of sight since nobody in sight stands on it, so there is no page to lead to. */
function LostLead({ leadId, user }: { leadId: number | undefined; user: NonNullable<Orphan['user']> }) {
  return (
    <>
      Lead {leadId} (last held by <PersonName person={user} />)
    </>
  );
}
