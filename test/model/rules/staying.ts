// Who stays of those who are to leave.

interface Ask {
  /** Who is to leave, if nothing holds them. */
  leavers: readonly number[];
  /** Whose own line ends if they leave. */
  own: readonly number[];
  /** Whether somebody still holds something, once these report to nobody. */
  holds(userId: number, ending: ReadonlySet<number>): boolean;
}

/** Whoever holds something stays, keeps their manager, and so holds that one. */
export function listStaying({ leavers, own, holds }: Ask): Set<number> {
  for (let staying = new Set<number>(); ; ) {
    const ending = new Set(own.filter((userId) => !staying.has(userId)));
    const held = new Set(leavers.filter((userId) => holds(userId, ending)));
    if (held.size === staying.size) return staying;
    staying = held;
  }
}
