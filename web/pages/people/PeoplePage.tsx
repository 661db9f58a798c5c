import { OrgChartPage } from './org-chart/OrgChartPage.tsx';
import { PeopleTable } from './table/PeopleTable.tsx';
import { usePeopleSearch } from './view/use-people-search.ts';

/** The same people as a table or as the org chart. */
export function PeoplePage() {
  const { search } = usePeopleSearch();
  return search.view === 'chart' ? <OrgChartPage /> : <PeopleTable />;
}
