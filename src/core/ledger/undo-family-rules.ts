// A request, its undos, the undos of these, and so on: what of each row stands again as it did before.

/** A request of a family, and what it did to the rows of one chunk; all of a family have a row in the same chunk. */
export interface FamilyMember {
  requestId: number;
  undoes: number | null;
  /** The subjects that it changed as a whole. */
  whole: ReadonlySet<number>;
  /** Those of which it left something alone. */
  inPart: ReadonlySet<number>;
}

/** What the undos of a family did to one subject. */
interface Turns {
  /** How often it was changed as a whole: each time it went back, or was done again. */
  whole: number;
  hasPart: boolean;
  /** Whether an undo of an undo was among them. */
  isDeep: boolean;
  /** The newest of them. */
  last: FamilyMember;
}

const noTurns = { whole: 0, hasPart: false, isDeep: false };

/**
 * Of each request the subjects that stand as before it. Every undo of a whole row turns it over, so what counts is
 * whether their number is odd, seen from the request. Of a row that went back in part that is known of whatever the
 * last undo took back whole, and of the first request where none of its undos was undone and one took up the rest;
 * of all others it may be undone again.
 */
export function listPutBack(family: readonly FamilyMember[]): Map<number, Set<number>> {
  const depths = measureDepths(family);
  const turns = countTurns(family, depths);
  const isPutBack = (requestId: number, subject: number) => {
    const depth = depths.get(requestId) ?? 0;
    const turned = turns.get(subject);
    if (!turned?.hasPart) return ((turned?.whole ?? 0) - depth) % 2 !== 0;
    const { whole, isDeep, last } = turned;
    if (last.undoes === requestId && last.whole.has(subject)) return true;
    return depth === 0 && !isDeep && whole > 0;
  };
  return new Map(
    family.map(({ requestId, whole, inPart }) => [
      requestId,
      new Set([...whole, ...inPart].filter((subject) => isPutBack(requestId, subject))),
    ]),
  );
}

/** By which undo of it each subject of a request stands as before it: the last that took it up. */
export function findUndosOf(requestId: number, family: readonly FamilyMember[]): Map<number, number> {
  const putBack = listPutBack(family).get(requestId) ?? new Set();
  const undos = family
    .filter(({ undoes }) => undoes === requestId)
    .toSorted((a, b) => a.requestId - b.requestId);
  return new Map(
    undos.flatMap((undo) =>
      [...undo.whole, ...undo.inPart].flatMap((subject) =>
        putBack.has(subject) ? [[subject, undo.requestId] as const] : [],
      ),
    ),
  );
}

/** How many undos lead from the first request to each. */
function measureDepths(family: readonly FamilyMember[]): Map<number, number> {
  const depths = new Map<number, number>();
  for (const { requestId, undoes } of family.toSorted((a, b) => a.requestId - b.requestId)) {
    depths.set(requestId, undoes === null ? 0 : (depths.get(undoes) ?? 0) + 1);
  }
  return depths;
}

function countTurns(
  family: readonly FamilyMember[],
  depths: ReadonlyMap<number, number>,
): Map<number, Turns> {
  const turns = new Map<number, Turns>();
  for (const member of family.toSorted((a, b) => a.requestId - b.requestId)) {
    const depth = depths.get(member.requestId) ?? 0;
    if (depth === 0) continue;
    for (const subject of member.whole) turns.set(subject, turnWhole(turns.get(subject), member, depth));
    for (const subject of member.inPart) turns.set(subject, turnInPart(turns.get(subject), member, depth));
  }
  return turns;
}

function turnWhole(before: Turns | undefined, last: FamilyMember, depth: number): Turns {
  const { whole, hasPart, isDeep } = before ?? noTurns;
  return { whole: whole + 1, hasPart, isDeep: isDeep || depth > 1, last };
}

function turnInPart(before: Turns | undefined, last: FamilyMember, depth: number): Turns {
  const { whole, isDeep } = before ?? noTurns;
  return { whole, hasPart: true, isDeep: isDeep || depth > 1, last };
}

/** By how many rows each request is put back more, or less, once its family has grown. */
export function countPutBack(
  before: readonly FamilyMember[],
  after: readonly FamilyMember[],
): Map<number, number> {
  const [former, present] = [listPutBack(before), listPutBack(after)];
  const grown = Array.from(present, ([requestId, subjects]): [number, number] => [
    requestId,
    subjects.size - (former.get(requestId)?.size ?? 0),
  ]);
  return new Map(grown.filter(([, rows]) => rows !== 0));
}
