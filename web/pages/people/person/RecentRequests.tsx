import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../../address/paths.ts';
import { requestColumns } from '../../../requests/request-columns.tsx';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { AnchorLink } from '../../../ui/links/AnchorLink.tsx';
import { Section } from '../../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../../ui/tables/DownloadCsv.tsx';
import { VirtualTable } from '../../../ui/tables/VirtualTable.tsx';
import { recentRequestsQuery } from './person-page-queries.ts';
import classes from './RecentRequests.module.css';

const columns = requestColumns.filter(({ id }) => id !== 'requestedBy' && id !== 'troubled');

/** The latest that they asked for. */
export function RecentRequests({ userId }: { userId: number }) {
  const { data, error, refetch } = useQuery(recentRequestsQuery(userId));
  const navigate = useNavigate();
  const requests = data?.items ?? [];
  return (
    <Section
      title="Requests by them"
      note={
        requests.length > 0 && (
          <>
            <AnchorLink to={paths.requests} search={{ by: userId }}>
              All of them
            </AnchorLink>{' '}
            <DownloadCsv isSmall path="requests" query={{ by: userId }} of="their requests" />
          </>
        )
      }
    >
      <FailureNote error={error} onRetry={() => void refetch()} />
      {data && requests.length === 0 && <p className={classes.none}>They asked for nothing yet.</p>}
      {requests.length > 0 && (
        <div className={classes.rows}>
          <VirtualTable
            label="Requests by them"
            columns={columns}
            rows={requests}
            keyOf={({ requestId }) => requestId}
            onOpen={({ requestId }) => void navigate({ to: paths.request, params: { requestId } })}
          />
        </div>
      )}
    </Section>
  );
}
