// The choices of an offboarding as the address holds them, such as `primary.Loan Officer=even_126_127&team=one&heir=131`.

import { type Standing, standings } from '../../../src/contract/words/lead-words.ts';
import { chooseOne, omitUndefined, readId, readText } from '../../address/read-search.ts';
import {
  readReceivers,
  readTermsDraft,
  type TermsSearch,
  writeReceivers,
  writeTerms,
} from '../../forms/draft-address-rules.ts';
import { readMoves, writeMoves } from '../../people/move-address-rules.ts';
import { emptyOffboardDraft, nameGroup, type OffboardDraft, type TeamChoice } from './offboard-rules.ts';

/** Who receives the leads of a group, by the standing and the role that the leaver has on them. */
type GroupSearch = { [Group in `${Standing}.${string}`]?: number | string };

export interface OffboardDraftSearch extends TermsSearch, GroupSearch {
  /** Who leaves, too, such as `104_105`. */
  also?: number | string;
  account?: 'end-anyway';
  team?: TeamChoice;
  heir?: number;
  /** New managers, one by one, such as `103-126_104-127`. */
  managers?: string;
}

/** With whom the page is about, as many as a plan takes. */
const mostOthers = 99;

type Address = Readonly<Record<string, unknown>>;

export function readOffboardDraft(search: Address): OffboardDraft {
  const { also, account, team, heir, managers, ...rest } = search;
  const moves = readMoves(readText(managers));
  return {
    ...emptyOffboardDraft,
    ...readTermsDraft(rest),
    also: readOthers(also),
    endsAnyway: account === 'end-anyway',
    groups: Object.fromEntries(Object.entries(rest).flatMap(readGroup)),
    team: chooseOne(['manager', 'one', 'each'], team),
    heir: readId(heir),
    managers: new Map(
      moves.flatMap(({ userId, managerId }) => (managerId === null ? [] : [[userId, managerId] as const])),
    ),
  };
}

export function writeOffboardDraft(draft: OffboardDraft): OffboardDraftSearch {
  const { also, endsAnyway, groups, team, heir, managers, ...terms } = draft;
  const moves = [...managers].map(([userId, managerId]) => ({ userId, managerId }));
  return omitUndefined({
    ...Object.fromEntries(Object.entries(groups).flatMap(writeGroup)),
    also: writeOthers(also),
    account: endsAnyway ? ('end-anyway' as const) : undefined,
    team,
    heir,
    managers: writeMoves(moves),
    ...writeTerms(terms),
  });
}

/** One alone is a number in the address; what is no id is left out. */
function readOthers(ids: unknown): number[] {
  const all = String(ids ?? '')
    .split('_')
    .flatMap((id) => readId(id) ?? []);
  return [...new Set(all)].slice(0, mostOthers);
}

function writeOthers([first, ...others]: readonly number[]): number | string | undefined {
  return others.length === 0 ? first : [first, ...others].join('_');
}

function readGroup([name, value]: [string, unknown]): [string, OffboardDraft['groups'][string]][] {
  const [, held, role = ''] = /^(primary|secondary)\.(.+)$/s.exec(name) ?? [];
  const standing = chooseOne(standings, held);
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
