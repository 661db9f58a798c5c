// A slot goes from state to state with each request that opens or closes a row in it; having nobody is a state, too.
// An undo that put a slot back as it was before what it undid stands for that state, as if nobody had worked on it since.

/** A row of a slot's history; without `until` it holds now. */
export interface Lasting {
  fromRequest: number;
  fromAt: string;
  untilRequest: number | null;
  untilAt: string | null;
}

export interface LookBack<Row> {
  /** The request to be undone. */
  requestId: number;
  /** Which request each undo in the history undid. */
  undone: ReadonlyMap<number, number>;
  isSame: (a: Row, b: Row) => boolean;
}

/**
 * What a request means for a slot now: `before` are the rows that held before it, where the slot is as it left it; put
 * back is one that an undo `by` another request left as it was before.
 */
export type Past<Row> =
  | { kind: 'untouched' }
  | { kind: 'changed-later'; laterRequest: number }
  | { kind: 'put-back'; by: number }
  | { kind: 'as-left'; before: readonly Row[] };

/** A slot after a request. */
interface SlotState<Row> {
  requestId: number;
  at: string;
  rows: readonly Row[];
}

/** Of one slot, of which `history` holds every row that ever was. */
export function lookBack<Row extends Lasting>(history: readonly Row[], ask: LookBack<Row>): Past<Row> {
  const states = listStates(history);
  const left = states.findIndex((state) => state.requestId === ask.requestId);
  if (left === -1) return { kind: 'untouched' };
  const origins = findOrigins(states, ask);
  const isAsNow = (place: number) => origins[place] === origins.at(-1);
  if (isAsNow(left)) return { kind: 'as-left', before: states[left - 1]?.rows ?? [] };
  // The first since which the slot is as it is: what came after that has been undone.
  const { requestId: later = 0 } = states.find((_, place) => place > left && isAsNow(place)) ?? {};
  if (ask.undone.get(later) === ask.requestId) return { kind: 'put-back', by: later };
  return { kind: 'changed-later', laterRequest: later };
}

/** In the order of time; a request works on a slot at one moment. */
function listStates<Row extends Lasting>(history: readonly Row[]): SlotState<Row>[] {
  const moments = new Map<number, string>();
  for (const { fromRequest, fromAt, untilRequest, untilAt } of history) {
    moments.set(fromRequest, fromAt);
    if (untilRequest !== null && untilAt !== null) moments.set(untilRequest, untilAt);
  }
  return Array.from(moments, ([requestId, at]) => ({
    requestId,
    at,
    rows: history.filter(({ fromAt, untilAt }) => fromAt <= at && (untilAt === null || untilAt > at)),
  })).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** For each state the place of the one it stands for. */
function findOrigins<Row>(states: readonly SlotState<Row>[], { undone, isSame }: LookBack<Row>): number[] {
  const origins: number[] = [];
  for (const [place, { requestId, rows }] of states.entries()) {
    const before = states.findIndex((state) => state.requestId === undone.get(requestId)) - 1;
    const rowsBefore = states[before]?.rows ?? [];
    const isPutBack =
      before >= nobodyYet &&
      rows.length === rowsBefore.length &&
      rows.every((row) => rowsBefore.some((each) => isSame(row, each)));
    origins.push(isPutBack ? (origins[before] ?? nobodyYet) : place);
  }
  return origins;
}

/** The place of the state before any request. */
const nobodyYet = -1;
