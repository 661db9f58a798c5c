// Leads by a list, by rows or by a selection, for one user, for several by shares, or for nobody.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { leadIds, type Organisation, type Plan, unknownLead } from '../organisation.ts';
import type { Product, ShownRow } from '../product.ts';
import { findUnfair } from '../rules/fair-split.ts';
import type { Others } from '../rules/lead-rules.ts';
import type { Policies } from '../rules/modes.ts';
import {
  findActive,
  findNamed,
  type Name,
  type Named,
  personOf,
  type Reference,
  roles,
} from '../rules/people.ts';
import { stepsOf } from '../step.ts';
import { foresee, freeze, type LeadRow } from './lead-rows.ts';
import { type Answer, anyWay, ask, assertRefused, goOn, type Way } from './plans.ts';
import { anyPolicies } from './policies.ts';
import { anyName, anyReference, asReference } from './references.ts';

type To = { user: Reference } | { shares: Share[]; isEven: boolean } | null;

interface Share {
  name: Name;
  weight: number;
}

interface RowAsk {
  leadId: number;
  /** Left out: whoever receives by `to`; null: nobody. */
  primary: Reference | null | undefined;
  listed: readonly Reference[];
  removed: readonly Reference[];
  others: Others | undefined;
}

interface Ask extends Way, Policies {
  from: { rows: readonly RowAsk[] } | { leads: number[] } | { owner: Reference };
  to: To;
  others: Others | undefined;
  /** Emptied where nobody receives. */
  role: string | undefined;
}

const anyOthers = fc.constantFrom<(Others | undefined)[]>('keep', 'same-role', 'all', undefined);
const someLeads = fc.shuffledSubarray([...leadIds, unknownLead], { minLength: 1 });
const some = (reference: fc.Arbitrary<Reference>): fc.Arbitrary<Reference[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.array(reference, { maxLength: 0 }) },
    fc.array(reference, { maxLength: 2 }),
  );

const anyRow = fc.record<Omit<RowAsk, 'leadId'>>({
  primary: fc.oneof({ weight: 2, arbitrary: anyReference }, fc.constant(undefined)),
  listed: some(anyReference),
  removed: some(anyReference),
  others: anyOthers,
});

/** Everybody goes, or certain users do. */
const emptyRow: fc.Arbitrary<Omit<RowAsk, 'leadId'>> = fc.oneof(
  fc.constant({ primary: null, listed: [], removed: [], others: 'all' }),
  anyReference.map((gone) => ({ primary: null, listed: [], removed: [gone], others: undefined })),
);

const anyRows = fc
  .tuple(
    someLeads,
    fc.array(fc.oneof({ weight: 6, arbitrary: anyRow }, emptyRow), { minLength: 9, maxLength: 9 }),
  )
  .map(([leads, rows]) => ({
    rows: leads.flatMap((leadId, place) => (rows[place] ? [{ leadId, ...rows[place] }] : [])),
  }));

const anySplit = fc.record({
  shares: fc.uniqueArray(fc.record({ name: anyName, weight: fc.integer({ min: 1, max: 5 }) }), {
    selector: ({ name }) => name,
    minLength: 1,
    maxLength: 4,
  }),
  isEven: fc.boolean(),
});

const anyAsk: fc.Arbitrary<Ask> = fc
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
    role: fc.constantFrom(...roles),
    policies: anyPolicies,
    way: anyWay,
  })
  .map(({ policies, way, role, ...rest }) => ({ ...rest, ...policies, ...way, ...whoGoes(rest, role) }));

/** Where nobody receives it must be said who goes: everybody, or everybody in a role. */
function whoGoes({ from, to, others }: Pick<Ask, 'from' | 'to' | 'others'>, role: string) {
  if (to && 'shares' in to) return { from: ofKnownLeads(from), role: undefined };
  if (to) return { role: undefined };
  const ofTerms = (row: RowAsk) => (row.primary === undefined ? { ...row, others: undefined } : row);
  const rows = 'rows' in from ? { rows: from.rows.map(ofTerms) } : from;
  return { from: rows, ...(others === 'all' ? { role: undefined } : { others: undefined, role }) };
}

/** A split is held against its law by rows that can be done. */
function ofKnownLeads(from: Ask['from']): Ask['from'] {
  const [first = 1] = leadIds;
  if ('leads' in from) {
    return { leads: [first, ...from.leads.filter((leadId) => leadId !== unknownLead && leadId !== first)] };
  }
  if (!('rows' in from)) return from;
  const isSure = ({ leadId, primary }: RowAsk) => leadId !== unknownLead || primary !== undefined;
  const plainly = (row: RowAsk) => (row.primary === undefined ? { ...row, listed: [], removed: [] } : row);
  return {
    rows: [{ leadId: unknownLead, ...sureToFail }, ...from.rows.filter(isSure).map(plainly)].filter(onceEach),
  };
}

const sureToFail = { primary: null, listed: [], removed: [], others: 'all' as const };

function onceEach({ leadId }: RowAsk, place: number, rows: readonly RowAsk[]): boolean {
  return rows.findIndex((row) => row.leadId === leadId) === place;
}

export const reassigningMany = stepsOf('reassign many', anyAsk, async (asked, organisation, product) => {
  const told = await ask(product, '/api/v1/requests', asBody(organisation, asked), asked);
  const refusal = findRefusal(organisation, asked);
  if (refusal) return assertRefused(told, refusal);
  const rows = selectRows(organisation, asked);
  const received = await readReceived(product, told.body, { organisation, asked, rows });
  const asks = rows.map((row, place) => asRow(organisation, { asked, row, received: received[place] }));
  await goOn(told, { organisation, product, way: asked, plan: planLeads(organisation, asks, asked) });
});

/** Freezes the rows; those that are retried are frozen again. */
function planLeads(organisation: Organisation, rows: readonly LeadRow[], policies: Policies): Plan {
  const frozen = rows.map((row) => freeze(organisation, row));
  return {
    kind: 'reassign',
    policies,
    foresee: (doing) =>
      frozen.map((row) => ({
        subject: { lead: row.leadId },
        prospect: foresee(organisation, row, policies.onDrift, doing),
      })),
    again: (places) =>
      planLeads(
        organisation,
        places.flatMap((place) => rows[place] ?? []),
        policies,
      ),
  };
}

function asBody({ people }: Organisation, asked: Ask): object {
  const { from, to, others, role, onFailure, onDrift } = asked;
  const referring = (references: readonly Reference[]) => references.map((each) => asReference(people, each));
  const toRow = ({ leadId, primary, listed, removed, others: own }: RowAsk) => ({
    leadId,
    ...(primary === undefined ? {} : { primary: primary && asReference(people, primary) }),
    ...(listed.length > 0 ? { listed: referring(listed) } : {}),
    ...(removed.length > 0 ? { remove: referring(removed) } : {}),
    others: own,
  });
  return {
    kind: 'reassign',
    ...('rows' in from ? { rows: from.rows.map(toRow) } : {}),
    ...('leads' in from ? { leads: from.leads } : {}),
    ...('owner' in from ? { selection: { owner: asReference(people, from.owner) } } : {}),
    to: to && asReceiver(people, to),
    others,
    agentRole: role,
    onFailure,
    onDrift,
  };
}

function asReceiver(people: Organisation['people'], to: Exclude<To, null>): object {
  if ('user' in to) return { user: asReference(people, to.user) };
  const receivers = to.shares.map(({ name, weight }) => ({
    user: { userId: personOf(people, name).userId },
    ...(to.isEven ? {} : { share: weight }),
  }));
  return { distribution: { mode: to.isEven ? 'even' : 'weighted', receivers } };
}

/** What is wrong with the request as a whole: whose leads, and who receives. */
function findRefusal({ people }: Organisation, { from, to }: Ask): string | undefined {
  const owner = 'owner' in from ? findNamed(people, from.owner) : undefined;
  if (owner && 'code' in owner) return owner.code;
  if (!to) return undefined;
  const receivers =
    'user' in to ? [to.user] : to.shares.map(({ name }): Reference => ({ who: name, by: 'id' }));
  for (const reference of receivers) {
    const found = findActive(people, reference);
    if ('code' in found) return found.code;
    if ('shares' in to && !found.person.isAvailable) return 'user-unavailable';
  }
  return undefined;
}

/** Those of a selection in the order of their ids. */
function selectRows(organisation: Organisation, { from }: Ask): readonly RowAsk[] {
  const blank = { primary: undefined, listed: [], removed: [], others: undefined };
  if ('rows' in from) return from.rows;
  if ('leads' in from) return from.leads.map((leadId) => ({ leadId, ...blank }));
  const owner = findNamed(organisation.people, from.owner);
  const userId = 'person' in owner ? owner.person.userId : 0;
  const owns = (leadId: number) =>
    organisation.lead(leadId).places.some((place) => place.userId === userId && place.standing === 'primary');
  return leadIds.filter(owns).map((leadId) => ({ leadId, ...blank }));
}

interface Splitting {
  organisation: Organisation;
  asked: Ask;
  rows: readonly RowAsk[];
}

/** Whom the plan chose for each row that a split is to place, once that is known to be fair. */
async function readReceived(
  product: Product,
  { requestId }: Answer,
  { organisation, asked: { to }, rows }: Splitting,
): Promise<(number | undefined)[]> {
  if (!to || !('shares' in to)) return [];
  const shown = await product.rows(requestId);
  const isPlaced = (row: RowAsk) => row.primary === undefined && organisation.leads.has(row.leadId);
  const received = rows.map((row, place) => (isPlaced(row) ? readReceiver(shown[place]) : undefined));
  const shareOf = new Map(
    to.shares.map(({ name, weight }) => [personOf(organisation.people, name).userId, to.isEven ? 1 : weight]),
  );
  const receivers = received.filter((userId) => userId !== undefined);
  assert.equal(findUnfair({ receivers, shareOf }), undefined, `split of request ${requestId}`);
  return received;
}

function readReceiver(row: ShownRow | undefined): number {
  return row?.receiver?.userId ?? assert.fail(`a row has no receiver: ${JSON.stringify(row)}`);
}

function asRow(
  organisation: Organisation,
  { asked, row, received }: { asked: Ask; row: RowAsk; received: number | undefined },
): LeadRow {
  const { leadId, listed, removed } = row;
  const primary = choosePrimary(organisation, { asked, row, received });
  const others = row.others ?? asked.others ?? 'keep';
  if (primary) return { leadId, listed, removed, primary, others };
  const isEmptied = row.others === undefined && asked.role !== undefined;
  return isEmptied
    ? { leadId, listed, removed, primary, others: 'same-role', role: asked.role }
    : { leadId, listed, removed, primary, others };
}

function choosePrimary(
  organisation: Organisation,
  { asked: { to }, row: { primary }, received }: { asked: Ask; row: RowAsk; received: number | undefined },
): Named | null {
  if (primary !== undefined) return primary && findNamed(organisation.people, primary);
  if (received !== undefined) return { person: organisation.person(received) };
  return to && 'user' in to ? findNamed(organisation.people, to.user) : null;
}
