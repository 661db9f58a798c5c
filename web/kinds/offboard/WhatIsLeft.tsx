import { Alert } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ShownRequest } from '../../../src/client/client.ts';
import { standings } from '../../../src/contract/words/lead-words.ts';
import { paths } from '../../address/paths.ts';
import { readLeadFilters } from '../../leads/lead-filters.ts';
import { RequestLinks } from '../../requests/RequestLinks.tsx';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import { type WhatIsLeft as Left, listLeftOfEach } from './leaver-rules.ts';

/** The check at the end of an offboarding: whether anything still points at each leaver, unless it was undone. */
export function WhatIsLeft({ request }: { request: ShownRequest<'offboard' | 'account'> }) {
  const { leavers = [], result, undoneBy } = request;
  if (undoneBy.length > 0 || result === null) return null;
  return listLeftOfEach(result, leavers).map((each) => <LeftOf key={each.userId} {...each} />);
}

function LeftOf({ userId, name, left }: { userId: number; name: string; left: Left }) {
  const tone = left.clean ? 'var(--baton-good)' : 'var(--baton-care)';
  return (
    <Alert
      variant="outline"
      color={left.clean ? 'green' : 'yellow'}
      icon={left.clean ? <IconCheck size={18} /> : undefined}
      title={left.clean ? `Nothing is left of ${name}` : `Something is left of ${name}`}
      p="sm"
      vars={() => ({ root: { '--alert-color': tone, '--alert-bd': `1px solid ${tone}` } })}
    >
      {left.clean ? (
        <>
          No lead, no report, no key and no waiting request pointed at them when this ended. The{' '}
          <AnchorLink to={paths.radar}>radar</AnchorLink> tells what else is open.
        </>
      ) : (
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {listLeft(userId, left).map(({ about, text }) => (
            <li key={about}>{text}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

function listLeft(userId: number, left: Left): { about: string; text: ReactNode }[] {
  const { isActive, assignments, reports, keys, scheduledRequests, ownScheduledRequests } = left;
  const all = [
    { about: 'account', text: isActive && 'The account stays and is still active.' },
    { about: 'leads', text: assignments > 0 && <LeadsLeft owner={userId} count={assignments} /> },
    { about: 'reports', text: reports > 0 && `${reports.toLocaleString()} still report to them.` },
    { about: 'keys', text: keys > 0 && `${keys.toLocaleString()} of their keys are still in force.` },
    {
      about: 'requests',
      text: scheduledRequests.length > 0 && (
        <RequestsLeft what="Named by what waits to run:" ids={scheduledRequests} />
      ),
    },
    {
      about: 'own requests',
      text: ownScheduledRequests.length > 0 && (
        <RequestsLeft what="Scheduled by them, and will fail:" ids={ownScheduledRequests} />
      ),
    },
  ];
  return all.filter(({ text }) => text !== false);
}

function LeadsLeft({ owner, count }: { owner: number; count: number }) {
  return (
    <>
      They still stand on {count.toLocaleString()} {count === 1 ? 'lead' : 'leads'}:{' '}
      {standings.map((standing, place) => (
        <span key={standing}>
          {place > 0 && ', '}
          <AnchorLink to={paths.leads} search={readLeadFilters({ owner, standing })}>
            {`as ${standing}`}
          </AnchorLink>
        </span>
      ))}
      .
    </>
  );
}

function RequestsLeft({ what, ids }: { what: string; ids: readonly number[] }) {
  return (
    <>
      {what} <RequestLinks ids={ids} />. Cancel it, or plan it anew with somebody else.
    </>
  );
}
