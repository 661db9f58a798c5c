import { type AccessRole, accessRoles } from '../../../../src/contract/words/access-words.ts';
import {
  chooseOne,
  omitUndefined,
  readId,
  readMoment,
  readText,
  readTexts,
} from '../../../address/read-search.ts';
import { type RequestTermsSearch, readRequestTermsSearch } from '../../../forms/request-terms-rules.ts';

export const activities = ['active', 'left'] as const;

/** Whom the table shows. */
export interface PeopleFilters {
  q?: string;
  role?: string;
  access?: AccessRole;
  is?: (typeof activities)[number];
}

/** All that the page shows, so that its address can be sent to a colleague; terms for as long as the panel is open. */
export interface PeopleSearch extends PeopleFilters, RequestTermsSearch {
  /** The org chart; without it the table. */
  view?: 'chart';
  /** Columns of the table that are left out. */
  without?: string[];
  /** Whom the chart leads to. */
  at?: number;
  asOf?: string;
  /** Changes that are not made yet, as `moves-rules.ts` writes them. */
  staged?: string;
  /** Beside the chart: what is staged, a file to read changes from, or the request of this id. */
  panel?: 'changes' | 'csv' | number;
  /** Over the page: somebody who is to come. */
  person?: 'new';
}

export function readPeopleSearch(search: Record<string, unknown>): PeopleSearch {
  const panel = chooseOne(['changes', 'csv'], search.panel) ?? readId(search.panel);
  const read: { [Name in keyof PeopleSearch]: PeopleSearch[Name] | undefined } = {
    q: readText(search.q),
    role: readText(search.role),
    access: chooseOne(accessRoles, search.access),
    is: chooseOne(activities, search.is),
    view: chooseOne(['chart'], search.view),
    without: readTexts(search.without),
    at: readId(search.at),
    asOf: readMoment(search.asOf),
    staged: readText(search.staged),
    panel,
    person: chooseOne(['new'], search.person),
    ...(panel === undefined ? {} : readRequestTermsSearch(search)),
  };
  return omitUndefined(read);
}

export function filtersOf({ q, role, access, is }: PeopleSearch): PeopleFilters {
  return omitUndefined({ q, role, access, is });
}
