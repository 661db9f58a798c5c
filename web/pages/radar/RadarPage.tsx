import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { sightOf } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import { AllClear } from './AllClear.tsx';
import { ClearKinds } from './ClearKinds.tsx';
import { LargestBooks } from './LargestBooks.tsx';
import { MendPanel } from './MendPanel.tsx';
import { OrphanKindSection } from './OrphanKindSection.tsx';
import classes from './RadarPage.module.css';
import { radarQuery } from './radar-queries.ts';
import { SpreadSection } from './SpreadSection.tsx';

const radarRoute = getRouteApi('/shell/radar');

/** Of whom the radar tells to whoever does not see everybody. */
const inSight = { everybody: '', team: ' in your team', self: ' of yours' } as const;

/** What points at nobody who could answer for it, each with the step that mends it; and whose books are how large. */
export function RadarPage() {
  const { mend, request } = radarRoute.useSearch();
  const { data, error, refetch } = useQuery(radarQuery);
  const kinds = data?.kinds ?? [];
  const found = kinds.filter(({ count }) => count > 0);
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const where = inSight[sightOf(useSession())];
  const isOpen = mend !== undefined || request !== undefined;
  return (
    <Page
      title="Radar"
      note={data && (total === 0 ? `Nothing to mend${where}` : `${total.toLocaleString()} to mend${where}`)}
      actions={total > 0 && <DownloadCsv path="orphans" />}
    >
      <FailureNote error={error} onRetry={() => void refetch()} />
      <div className={classes.columns} data-panel={isOpen}>
        <div className={classes.found}>
          {!data && !error && <Skeleton h={260} role="status" aria-label="Looking" />}
          {data && total === 0 && <AllClear />}
          {found.map((each) => (
            <OrphanKindSection key={each.kind} found={each} hasHead={data?.heads !== 0} />
          ))}
          <ClearKinds
            where={where}
            kinds={kinds.filter(({ count }) => count === 0).map(({ kind }) => kind)}
          />
        </div>
        <div className={classes.books}>
          <SpreadSection />
          <LargestBooks />
        </div>
        {isOpen && <MendPanel />}
      </div>
    </Page>
  );
}
