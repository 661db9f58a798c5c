import { isAdministrator } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { NewPerson } from './facts/NewPerson.tsx';
import { OrgChartPage } from './org-chart/OrgChartPage.tsx';
import { PeopleTable } from './table/PeopleTable.tsx';
import { usePeopleSearch } from './view/use-people-search.ts';

/** The same people as a table or as the org chart, and the form for one more. */
export function PeoplePage() {
  const { search, change } = usePeopleSearch();
  const mayAdd = isAdministrator(useSession());
  return (
    <>
      {search.view === 'chart' ? <OrgChartPage /> : <PeopleTable />}
      {mayAdd && search.person === 'new' && <NewPerson onClose={() => change({ person: undefined })} />}
    </>
  );
}
