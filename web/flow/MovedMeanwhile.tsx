import { useInfiniteQuery } from '@tanstack/react-query';
import type { RequestRowPage, ShownRequest } from '../../src/client/client.ts';
import { requestRowsQuery } from '../requests/request-queries.ts';
import { MovedLead } from './MovedLead.tsx';
import classes from './MovedMeanwhile.module.css';
import { MovedPerson } from './MovedPerson.tsx';

const mostTold = 5;

/** What somebody else changed first: who did it, and how each stands because of it. */
export function MovedMeanwhile({ request: { requestId, counts, kind } }: { request: ShownRequest }) {
  const isPossible = counts.skipped > 0;
  const { data } = useInfiniteQuery({ ...requestRowsQuery(requestId, 'skipped'), enabled: isPossible });
  const moved = data?.pages.flatMap(({ items }) => items).flatMap(readMove) ?? [];
  if (!isPossible || moved.length === 0) return null;
  const rest = counts.skipped - Math.min(moved.length, mostTold);
  return (
    <section aria-label="Moved meanwhile" className={classes.moved}>
      <h3 className={classes.title}>
        Left alone, because somebody changed them {kind === 'undo' ? 'later' : 'after the plan'}
      </h3>
      <ul className={classes.rows}>
        {moved.slice(0, mostTold).map(({ row, part, leadId, userId, laterRequest }) => (
          <li key={row}>
            {leadId !== undefined && <MovedLead leadId={leadId} laterRequest={laterRequest} />}
            {userId !== undefined && <MovedPerson userId={userId} part={part} laterRequest={laterRequest} />}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className={classes.more}>And {rest.toLocaleString()} more: see the skipped rows of the request.</p>
      )}
    </section>
  );
}

interface Move {
  row: number;
  part: RequestRowPage['items'][number]['part'];
  leadId: number | undefined;
  userId: number | undefined;
  laterRequest: number;
}

function readMove({ row, part, leadId, userId, facts }: RequestRowPage['items'][number]): Move[] {
  const laterRequest = facts?.laterRequest;
  if (typeof laterRequest !== 'number') return [];
  return [{ row, part, leadId: leadId ?? undefined, userId: userId ?? undefined, laterRequest }];
}
