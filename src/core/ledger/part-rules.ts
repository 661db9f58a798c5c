import type { RowPart } from '../../contract/words/request-words.ts';

/** What the rows of each sort are about, and what such a row is called on the wire. */
const sorts = {
  leads: { about: 'lead', name: 'lead' },
  users: { about: 'user', name: 'reporting-line' },
  account: { about: 'user', name: 'account' },
  'lead-facts': { about: 'lead', name: 'facts', changesFacts: true },
  record: { about: 'lead', name: 'record', changesFacts: true },
  'user-facts': { about: 'user', name: 'facts', changesFacts: true },
} as const satisfies Record<string, Sort>;

interface Sort {
  about: 'lead' | 'user';
  name: RowPart;
  /** Such a row is told by the facts that it changes. */
  changesFacts?: true;
}

/** A sort of rows, as a chunk keeps it. */
export type PartName = keyof typeof sorts;

export function aboutOf(part: PartName): 'lead' | 'user' {
  return sorts[part].about;
}

export function changesFacts(part: PartName): boolean {
  return 'changesFacts' in sorts[part];
}

export function nameOfPart(part: PartName): RowPart {
  return sorts[part].name;
}
