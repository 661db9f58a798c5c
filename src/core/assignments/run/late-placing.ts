// Leads that have nobody to go to when their turn comes: the plan found nobody, or whoever it found takes no leads any
// more. They are poured over those of their distribution who do, by shares and caps, whatever chunk they are in.

import { Refusal } from '../../../contract/refusal.ts';
import type { Share } from '../../../contract/rules/share-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { UserDirectory } from '../../users/user-reference.ts';
import type { Choice } from '../choice.ts';
import { type Leaving, needsRoom } from '../room-rules.ts';
import { chooseBySplit } from '../share/choose-by-split.ts';
import { openDistribution, type Receiver } from '../share/distribution-rules.ts';
import { countsBooks } from '../share/open-placing.ts';
import type { LeadGroup, LeadToPlace } from './read-terms.ts';

/** Why a lead is placed late. One that found no room finds some only where others have made it since the plan. */
export type Lateness = 'nobody-yet' | 'no-room' | 'unavailable';

export interface LatePlacing {
  place(late: LateLead): Choice;
  save(): void;
}

export interface LateLead {
  group: number;
  lead: LeadToPlace;
  leaving: Leaving | undefined;
  why: Lateness;
}

/** Leads placed late so far, by pour and receiver. */
type Placed = Record<string, Record<string, number>>;

/** Which users' books are how large once the planned rows that are left have run, and how large the plan foresaw them. */
interface ExpectedBook {
  userId: number;
  expected: number;
  foreseen: number;
}

interface LateAsk {
  requestId: number;
  groups: readonly LeadGroup[];
  users: UserDirectory;
}

/** Holds the request until the transaction ends, so that its chunks pour one after the other. */
export async function openLatePlacing(
  tx: Transaction,
  orgId: number,
  { requestId, groups, users }: LateAsk,
): Promise<LatePlacing> {
  const placed = await holdPlaced(tx, orgId, requestId);
  const counted = groups.flatMap((group) => (isByBooks(group) ? group.shares : []));
  const books = await readExpectedBooks(tx, orgId, requestId, counted);
  const pours = new Map<string, ReturnType<typeof chooseBySplit>>();
  const open = (place: number, pour: Pour) => {
    const group = groups[place];
    if (!group?.to || !('distribution' in group.to)) return undefined;
    const receivers = group.shares
      .filter(({ userId }) => users.takesLeads(userId))
      .map((share) =>
        toReceiver(share, placed[pour.name]?.[share.userId] ?? 0, pour, books.get(share.userId)),
      );
    if (receivers.length === 0) return undefined;
    const { keepStanding, mode } = group.to.distribution;
    const terms = {
      seed: requestId,
      keepStanding,
      levels: mode === 'level' && pour.of !== 'joining',
      leads: 0,
    };
    const distribution = openDistribution(receivers, terms);
    return chooseBySplit(receivers, () => distribution);
  };
  const count = (pour: string, userId: number, by: 1 | -1) => {
    placed[pour] = { ...placed[pour], [userId]: (placed[pour]?.[userId] ?? 0) + by };
  };
  return {
    place: (late) => {
      const pour = choosePour(late, groups[late.group], users);
      const choose = pours.get(pour.name) ?? open(late.group, pour);
      if (!choose)
        return { receiver: undefined, why: undefined, refusal: refuseForReceivers(late.lead.leadId) };
      pours.set(pour.name, choose);
      const choice = choose(late.lead);
      const userId = choice.receiver?.userId;
      if (userId === undefined) return choice;
      count(pour.name, userId, 1);
      const giveBack = () => {
        choice.giveBack?.();
        count(pour.name, userId, -1);
      };
      return { ...choice, giveBack };
    },
    save: () => savePlaced(tx, orgId, requestId, placed),
  };
}

/** Leads that are split by themselves: those whose receivers need no room, those that found none, and all others. */
interface Pour {
  name: string;
  of: 'joining' | 'no-room' | 'all';
}

function choosePour(
  { group, lead, leaving, why }: LateLead,
  of: LeadGroup | undefined,
  users: UserDirectory,
): Pour {
  const roles = (of?.shares ?? [])
    .filter(({ userId }) => users.takesLeads(userId))
    .flatMap(({ userId }) => users.find(userId)?.agentRole ?? []);
  const joins = leaving && of && isByBooks(of) && !needsRoom(lead.current, leaving, roles);
  if (joins) return { name: `${group} joining`, of: 'joining' };
  return why === 'no-room' ? { name: `${group} no-room`, of: 'no-room' } : { name: `${group}`, of: 'all' };
}

function isByBooks({ to, shares }: LeadGroup): boolean {
  return !!to && 'distribution' in to && countsBooks(to.distribution.mode, shares);
}

function refuseForReceivers(leadId: number): Refusal {
  return new Refusal('receiver-unavailable', {
    message: `Nobody of the distribution takes leads any more, so lead ${leadId} stays.`,
  });
}

/** Of room that the plan saw nobody takes more than others have made since. */
function toReceiver(share: Share, placed: number, { of }: Pour, book: ExpectedBook | undefined): Receiver {
  if (of === 'joining') return { ...share, cap: null, bookElsewhere: 0, own: 0, joined: 0, placed };
  const { expected, foreseen } = book ?? { expected: placed, foreseen: 0 };
  const isForRoom = of === 'no-room' && share.cap !== null;
  const cap = isForRoom ? Math.min(share.cap ?? 0, Math.max(expected, foreseen)) : share.cap;
  return { ...share, cap, bookElsewhere: expected - placed, own: 0, joined: 0, placed };
}

async function holdPlaced(tx: Transaction, orgId: number, requestId: number): Promise<Placed> {
  const [row] = await tx.read<{ placed: Placed | null }>({
    name: 'hold-placed-late',
    text: `select placed_late as placed from request
      where org_id = $1 and request_id = $2 for no key update`,
    values: [orgId, requestId],
  });
  return row?.placed ?? {};
}

function savePlaced(tx: Transaction, orgId: number, requestId: number, placed: Placed): void {
  tx.write({
    name: 'save-placed-late',
    text: 'update request set placed_late = $3 where org_id = $1 and request_id = $2',
    values: [orgId, requestId, JSON.stringify(placed)],
  });
}

async function readExpectedBooks(
  tx: Transaction,
  orgId: number,
  requestId: number,
  shares: readonly Share[],
): Promise<Map<number, ExpectedBook>> {
  if (shares.length === 0) return new Map();
  const rows = await tx.read<ExpectedBook>({
    name: 'read-expected-books',
    text: `select u.user_id as "userId", (
          select count(*) from assignment a where a.org_id = $1 and a.user_id = u.user_id
            and a.until_at is null and a.standing = 'primary') + coalesce((
          select sum((c.gains->>u.user_id::text)::integer) from request_chunk c
          where c.org_id = $1 and c.request_id = $2 and c.outcomes is null), 0) as expected,
        coalesce((select (b->>'bookAfter')::integer from request r, jsonb_array_elements(r.preview->'books') b
          where r.org_id = $1 and r.request_id = $2 and (b->>'userId')::integer = u.user_id), 0) as foreseen
      from unnest($3::integer[]) u (user_id)`,
    values: [orgId, requestId, [...new Set(shares.map(({ userId }) => userId))]],
  });
  return new Map(rows.map((row) => [row.userId, row]));
}
