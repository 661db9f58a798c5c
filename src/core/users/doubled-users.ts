import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import type { Reach } from '../access/access-rules.ts';
import type { UserDirectory, UserReference } from './user-reference.ts';

interface Listed {
  /** What the list is called in a body. */
  field: string;
  /** The path of an entry, where it is more than its place in the list. */
  at?: (place: number) => string;
  reach?: Reach;
}

/** Refuses a list that names one user twice, by whichever of their names: nobody can tell what was meant. */
export function refuseDoubledUsers(
  users: UserDirectory,
  references: readonly UserReference[],
  { field, reach = 'everyone', at = (place) => `${field}[${place}]` }: Listed,
): void {
  refuseDoubled(
    references.map((each) => users.keyOf(each, reach)),
    { at, nameOf: (place) => users.describeNamed(references[place] ?? {}, reach) },
  );
}
