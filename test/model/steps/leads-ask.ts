// What a request of leads may ask for: a list, rows or a selection, for one user, for several by shares, or for nobody.

import fc from 'fast-check';
import { leadIds, unknownLead } from '../organisation.ts';
import type { Others } from '../rules/lead-rules.ts';
import type { Policies } from '../rules/modes.ts';
import { type Name, type Reference, roles } from '../rules/people.ts';
import { anyWay, type Way } from './plans.ts';
import { anyPolicies } from './policies.ts';
import { anyName, anyReference } from './references.ts';

export type To = { user: Reference } | Split | null;

/** By even shares, by weights, or so that the books end level. */
export interface Split {
  shares: { name: Name; weight: number }[];
  mode: 'even' | 'weighted' | 'level';
}

export interface RowAsk {
  leadId: number;
  /** Left out: whoever receives by `to`; null: nobody. */
  primary: Reference | null | undefined;
  listed: readonly Reference[];
  removed: readonly Reference[];
  others: Others | undefined;
  /** The role that this row empties. */
  role?: string;
}

export interface Ask extends Way, Policies {
  from: { rows: readonly RowAsk[] } | { leads: number[] } | { owner: Reference };
  to: To;
  others: Others | undefined;
  /** Emptied where nobody receives. */
  role: string | undefined;
  onReceiverUnavailable: 'fail' | 'split' | undefined;
}

const anyOthers = fc.constantFrom<(Others | undefined)[]>('keep', 'same-role', 'all', undefined);
const someLeads = fc.shuffledSubarray([...leadIds, unknownLead], { minLength: 1 });
const some = (reference: fc.Arbitrary<Reference>): fc.Arbitrary<Reference[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.array(reference, { maxLength: 0 }) },
    fc.array(reference, { maxLength: 2 }),
  );

/** Seldom somebody twice: that is refused, and with it all other rows. */
const anyRow = fc
  .record({
    primary: fc.oneof({ weight: 2, arbitrary: anyReference }, fc.constant(undefined)),
    listed: some(anyReference),
    removed: some(anyReference),
    others: anyOthers,
    isClean: fc.integer({ max: 40 }).map((chance) => chance > 0),
  })
  .map(({ isClean, ...row }): Omit<RowAsk, 'leadId'> => (isClean ? nameOnce(row) : row));

function nameOnce<Row extends Pick<RowAsk, 'primary' | 'listed' | 'removed'>>(row: Row): Row {
  const once = (references: readonly Reference[]) => [
    ...new Map(references.map((each) => [each.who, each])).values(),
  ];
  const listed = once(row.listed);
  const stand = new Set([row.primary, ...listed].map((each) => each?.who));
  return { ...row, listed, removed: once(row.removed).filter(({ who }) => !stand.has(who)) };
}

/** Now and then one that there is not. */
const anyRole: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...roles) },
  fc.constant('Closer'),
);

/** Everybody goes, or certain users do, or everybody in a role. */
const emptyRow: fc.Arbitrary<Omit<RowAsk, 'leadId'>> = fc.oneof(
  fc.constant({ primary: null, listed: [], removed: [], others: 'all' as const }),
  anyReference.map((gone) => ({ primary: null, listed: [], removed: [gone], others: undefined })),
  anyRole.map((role) => ({ primary: null, listed: [], removed: [], others: undefined, role })),
);

const anyRows = fc
  .tuple(
    someLeads,
    fc.array(fc.oneof({ weight: 6, arbitrary: anyRow }, emptyRow), { minLength: 9, maxLength: 9 }),
  )
  .map(([leads, rows]) => ({
    rows: leads.flatMap((leadId, place) => (rows[place] ? [{ leadId, ...rows[place] }] : [])),
  }));

export const anySplit: fc.Arbitrary<Split> = fc.record({
  shares: fc.uniqueArray(fc.record({ name: anyName, weight: fc.integer({ min: 1, max: 5 }) }), {
    selector: ({ name }) => name,
    minLength: 1,
    maxLength: 4,
  }),
  mode: fc.constantFrom('even', 'weighted', 'level'),
});

export const anyAsk: fc.Arbitrary<Ask> = fc
  .record({
    from: fc.oneof(
      anyRows,
      someLeads.map((leads) => ({ leads })),
      anyReference.map((owner) => ({ owner })),
    ),
    to: fc.oneof<fc.Arbitrary<To>[]>(
      anyReference.map((user) => ({ user })),
      anySplit,
      fc.constant(null),
    ),
    others: anyOthers,
    role: anyRole,
    onReceiverUnavailable: fc.constantFrom('fail', 'split', undefined),
    policies: anyPolicies,
    way: anyWay,
  })
  .map(({ policies, way, role, ...rest }) => ({ ...rest, ...policies, ...way, ...whoGoes(rest, role) }));

/** Where nobody receives it must be said who goes: everybody, or everybody in a role. */
function whoGoes({ from, to, others }: Pick<Ask, 'from' | 'to' | 'others'>, role: string) {
  if (to && 'shares' in to) return { from: withoutRemovals(from), role: undefined };
  if (to) return { role: undefined };
  const ofTerms = (row: RowAsk) => (row.primary === undefined ? { ...row, others: undefined } : row);
  const rows = 'rows' in from ? { rows: from.rows.map(ofTerms) } : from;
  return { from: rows, ...(others === 'all' ? { role: undefined } : { others: undefined, role }) };
}

/** Nobody is named to receive and to go: whom a split gives a row is not known before. */
function withoutRemovals(from: Ask['from']): Ask['from'] {
  if (!('rows' in from)) return from;
  return { rows: from.rows.map((row) => (row.primary === undefined ? { ...row, removed: [] } : row)) };
}
