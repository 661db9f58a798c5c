// Changes of manager as an address holds them.

/** A change of manager that is not made yet; null: to report to nobody. */
export interface Move {
  userId: number;
  managerId: number | null;
}

/** More would not fit into an address. */
export const mostMoves = 400;

/** From an address, such as `126-101_131-0`. */
export function readMoves(text: string | undefined): Move[] {
  const pairs = [...(text ?? '').matchAll(/(?:^|_)(\d{1,10})-(\d{1,10})(?=_|$)/g)];
  const moves = pairs.map(([, user, manager]) => ({
    userId: Number(user),
    managerId: Number(manager) || null,
  }));
  return [...new Map(moves.map((move) => [move.userId, move])).values()].slice(0, mostMoves);
}

export function writeMoves(moves: readonly Move[]): string | undefined {
  return moves.map(({ userId, managerId }) => `${userId}-${managerId ?? 0}`).join('_') || undefined;
}
