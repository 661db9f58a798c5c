// The choices of an offboarding as the address holds them, such as `primary.Loan Officer=even_126_127&team=one&heir=131`.

import { chooseOne, omitUndefined, readId, readText } from '../app/read-search.ts';
import { readMoves, writeMoves } from '../org-chart/move-rules.ts';
import {
  readReceivers,
  readTerms,
  type TermsSearch,
  writeReceivers,
  writeTerms,
} from '../plans/draft-address-rules.ts';
import { emptyOffboardDraft, nameGroup, type OffboardDraft, type TeamChoice } from './offboard-rules.ts';

/** Who receives the leads of a group, by the standing and the role that the leaver has on them. */
type GroupSearch = { [Group in `${'primary' | 'secondary'}.${string}`]?: number | string };

export interface OffboardDraftSearch extends TermsSearch, GroupSearch {
  team?: TeamChoice;
  heir?: number;
  /** New managers, one by one, such as `103-126_104-127`. */
  managers?: string;
}

type Address = Readonly<Record<string, unknown>>;

export function readOffboardDraft(search: Address): OffboardDraft {
  const { team, heir, managers, ...rest } = search;
  const moves = readMoves(readText(managers));
  return {
    ...emptyOffboardDraft,
    ...readTerms(rest),
    groups: Object.fromEntries(Object.entries(rest).flatMap(readGroup)),
    team: chooseOne(['manager', 'one', 'each'], team),
    heir: readId(heir),
    managers: new Map(
      moves.flatMap(({ userId, managerId }) => (managerId === null ? [] : [[userId, managerId] as const])),
    ),
  };
}

export function writeOffboardDraft(draft: OffboardDraft): OffboardDraftSearch {
  const { groups, team, heir, managers, ...terms } = draft;
  const moves = [...managers].map(([userId, managerId]) => ({ userId, managerId }));
  return omitUndefined({
    ...Object.fromEntries(Object.entries(groups).flatMap(writeGroup)),
    team,
    heir,
    managers: writeMoves(moves),
    ...writeTerms(terms),
  });
}

function readGroup([name, value]: [string, unknown]): [string, OffboardDraft['groups'][string]][] {
  const [, held, role = ''] = /^(primary|secondary)\.(.+)$/s.exec(name) ?? [];
  const standing = chooseOne(['primary', 'secondary'], held);
  const receivers = readReceivers(value);
  if (standing === undefined || writeReceivers(receivers) === undefined) return [];
  return [[nameGroup({ role, standing }), receivers]];
}

function writeGroup([name, receivers]: [string, OffboardDraft['groups'][string]]): [
  string,
  number | string,
][] {
  const [, role = '', standing] = /^(.+), (primary|secondary)$/s.exec(name) ?? [];
  const to = writeReceivers(receivers);
  return to === undefined ? [] : [[`${standing}.${role}`, to]];
}
