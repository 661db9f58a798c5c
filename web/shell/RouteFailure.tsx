import { Button } from '@mantine/core';
import { useQueryClient, useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, SearchParamError, useRouter } from '@tanstack/react-router';
import { BatonError } from '../../src/client/client.ts';
import { paths } from '../address/paths.ts';
import { isAdministrator } from '../sessions/access-rules.ts';
import { sessionQuery } from '../sessions/session-queries.ts';
import { describeFailure } from '../ui/failures/failure-rules.ts';
import { ButtonLink } from '../ui/links/ButtonLink.tsx';
import { DeadEnd } from '../ui/page/DeadEnd.tsx';

const lists = [
  { to: paths.leads, name: 'All leads' },
  { to: paths.people, name: 'All people' },
  { to: paths.requests, name: 'All requests' },
] as const;

/** Stands in for a page that could not be loaded. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  const { title, detail, isPassing } =
    error instanceof SearchParamError ? tellUnread(error) : describeFailure(error);
  const session = useQueryClient().getQueryData(sessionQuery.queryKey);
  const seesAll = session ? isAdministrator(session) : false;
  const retry = () => {
    boundary.reset();
    reset();
    void router.invalidate();
  };
  return (
    <DeadEnd title={headingOf(error, seesAll) ?? title} text={detail}>
      {isPassing && <Button onClick={retry}>Try again</Button>}
      <Ways isOfMoment={error instanceof BatonError && error.field === 'asOf'} />
    </DeadEnd>
  );
}

function tellUnread({ message }: SearchParamError) {
  return { title: 'This address cannot be read', detail: message, isPassing: false };
}

/** To now, where another moment was asked for, and to the list of what was looked for. */
function Ways({ isOfMoment }: { isOfMoment: boolean }) {
  const { pathname } = useRouter().latestLocation;
  const list = lists.find(({ to }) => pathname.startsWith(to)) ?? lists[0];
  return (
    <>
      {isOfMoment && (
        <ButtonLink to="." search={{}}>
          Back to now
        </ButtonLink>
      )}
      <ButtonLink to={list.to} variant="default">
        {list.name}
      </ButtonLink>
    </>
  );
}

/** What the page would have shown. Only who sees everything is told that it is not there. */
function headingOf(error: unknown, seesAll: boolean): string | undefined {
  if (!(error instanceof BatonError)) return undefined;
  if (error.field === 'asOf') return 'This moment cannot be shown';
  switch (error.code) {
    case 'lead-not-found':
      return seesAll ? 'There is no such lead' : 'No such lead is in sight';
    case 'user-not-found':
      return seesAll ? 'There is no such person' : 'No such person is in sight';
    case 'request-not-found':
      return seesAll ? 'There is no such request' : 'No such request is in sight';
    default:
      return undefined;
  }
}
