import type { ReassignPlan } from '../../src/client/client.ts';
import { readId, readText } from '../address/read-search.ts';

/** Who is removed where nobody receives. */
export type Removed = 'everybody' | 'role' | 'people';

/** Who is to be removed, as far as somebody has filled it in. */
export interface RemovalDraft {
  /** Undefined where somebody receives. */
  removes: Removed | undefined;
  role: string;
  /** Undefined: a row that names nobody yet. */
  people: (number | undefined)[];
}

export interface RemovalProps {
  draft: RemovalDraft;
  change: (members: Partial<RemovalDraft>) => void;
}

export const emptyRemoval: RemovalDraft = { removes: undefined, role: '', people: [undefined] };

export const removedWords = [
  { value: 'everybody', label: 'Everybody' },
  { value: 'role', label: 'Everybody in one role' },
  { value: 'people', label: 'Certain people' },
] as const satisfies readonly { value: Removed; label: string }[];

/** What is still missing, in the words of the form; undefined where nothing is. */
export function findRemovalGap({ removes, role, people }: RemovalDraft): string | undefined {
  if (removes === 'role' && role.trim() === '') return 'Name the role to empty.';
  if (removes !== 'people') return undefined;
  const named = people.filter((userId) => userId !== undefined);
  if (named.length === 0) return 'Choose whom to remove.';
  return named.length < people.length ? 'Choose each person, or take out the empty row.' : undefined;
}

type Terms = Pick<ReassignPlan, 'others' | 'agentRole' | 'remove'>;

/** Who goes, as the API takes it where nobody receives. */
export function toRemoval({ removes, role, people }: RemovalDraft): Terms {
  if (removes === 'role') return { agentRole: role.trim() };
  if (removes === 'people') return { remove: people.flatMap((userId) => (userId ? [{ userId }] : [])) };
  return { others: 'all' };
}

/** `nobody`, `nobody.role_Processor` or `nobody.people_126_127`; an id of 0 is not chosen yet. */
export function writeRemoval({ removes, role, people }: RemovalDraft): string | undefined {
  if (removes === undefined) return undefined;
  if (removes === 'everybody') return 'nobody';
  return `nobody.${removes}_${removes === 'role' ? role : people.map((userId = 0) => userId).join('_')}`;
}

export function readRemoval(value: unknown): RemovalDraft {
  const text = readText(value) ?? '';
  if (text === 'nobody') return { ...emptyRemoval, removes: 'everybody' };
  const [, role] = /^nobody\.role_(.*)$/.exec(text) ?? [];
  if (role !== undefined) return { ...emptyRemoval, removes: 'role', role };
  const [, people] = /^nobody\.people_(\d{1,10}(?:_\d{1,10})*)$/.exec(text) ?? [];
  if (people === undefined) return emptyRemoval;
  return { ...emptyRemoval, removes: 'people', people: people.split('_').map(readId) };
}
