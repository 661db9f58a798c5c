import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { RequestFacts } from '../../flow/RequestFacts.tsx';
import { RequestFlow } from '../../flow/RequestFlow.tsx';
import { viewOf } from '../../kinds/kinds.ts';
import { useLiveRequest } from '../../requests/request-queries.ts';
import { kindNames } from '../../requests/request-rules.ts';
import { StateMark } from '../../requests/StateMark.tsx';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import classes from './RequestPage.module.css';
import { RequestRows } from './RequestRows.tsx';
import { SameBy } from './SameBy.tsx';

const requestRoute = getRouteApi('/shell/requests/$requestId');

/** One request: what was asked, how far it has come, what became of each row, and the way back. */
export function RequestPage() {
  const { requestId } = requestRoute.useParams();
  const { data: request, error } = useLiveRequest(requestId);
  const navigate = useNavigate();
  if (!request) return <FailureNote error={error} />;
  const { Choices } = viewOf(request.kind);
  return (
    <Page
      title={`${kindNames[request.kind]} ${requestId}`}
      note={
        <span role="status">
          <StateMark request={request} />
        </span>
      }
      actions={<Downloads requestId={requestId} />}
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          <Section title={request.state === 'planned' ? 'Preview' : 'Outcome'}>
            <RequestFlow
              key={requestId}
              requestId={requestId}
              onFollow={(other) => void navigate({ to: paths.request, params: { requestId: other } })}
              isTitled={false}
            />
          </Section>
          <RequestRows key={requestId} request={request} />
        </div>
        <div className={classes.side}>
          {Choices && <Choices request={request} />}
          <RequestFacts request={request} />
          <SameBy request={request} />
        </div>
      </div>
    </Page>
  );
}

function Downloads({ requestId }: { requestId: number }) {
  const { outcome } = requestRoute.useSearch();
  const path = `requests/${requestId}/rows`;
  return (
    <Group gap="xs">
      <DownloadCsv path={path} query={{ outcome }} />
      <Button
        component="a"
        href={`/api/v1/${path}.ndjson`}
        download
        variant="default"
        leftSection={<IconDownload size={15} />}
      >
        NDJSON
      </Button>
    </Group>
  );
}
