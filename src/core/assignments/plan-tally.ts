import type { PlannedBook } from '../requests/plan-rules.ts';
import type { AssignmentChange } from './assignment-rules.ts';
import type { ForeseenRow } from './foresee-lead.ts';

const mostBooks = 1_000;

type Touched = Omit<PlannedBook, 'userId' | 'bookBefore' | 'bookAfter'>;

/** Adds up, row by row, what a plan foresees and what it does to the users it touches. */
export class PlanTally {
  readonly counts = { changed: 0, unchanged: 0, failed: 0, skipped: 0 };
  total = 0;
  withoutRoom = 0;
  readonly #users = new Map<number, Touched>();

  note({ outcome, change, detail }: Pick<ForeseenRow, 'outcome' | 'change' | 'detail'>): void {
    this.total += 1;
    this.counts[outcome] += 1;
    if (detail?.code === 'no-room') this.withoutRoom += 1;
    if (change) this.#noteChange(change);
  }

  get usersTouched(): number {
    return this.#users.size;
  }

  /** By how much the user's book grows. */
  gainOf(userId: number): number {
    const touched = this.#users.get(userId);
    return touched ? touched.receives - touched.gives : 0;
  }

  listUserIds(): number[] {
    return [...this.#users.keys()];
  }

  /** Books before and after, those first that change most. */
  listBooks(before: ReadonlyMap<number, number>): PlannedBook[] {
    return Array.from(this.#users, ([userId, touched]) => {
      const bookBefore = before.get(userId) ?? 0;
      return { userId, ...touched, bookBefore, bookAfter: bookBefore + touched.receives - touched.gives };
    })
      .sort((a, b) => b.receives + b.gives - a.receives - a.gives || a.userId - b.userId)
      .slice(0, mostBooks);
  }

  #noteChange({ close, open }: AssignmentChange): void {
    for (const row of close) {
      const next = open.find((slot) => slot.userId === row.userId);
      const user = this.#get(row.userId);
      if (!next) user.removed += 1;
      else if (row.standing === 'primary' && next.standing === 'secondary') user.demoted += 1;
      if (row.standing === 'primary' && next?.standing !== 'primary') user.gives += 1;
    }
    for (const slot of open) {
      const wasPrimary = close.some((row) => row.userId === slot.userId && row.standing === 'primary');
      if (slot.standing === 'primary' && !wasPrimary) this.#get(slot.userId).receives += 1;
    }
  }

  #get(userId: number): Touched {
    const known = this.#users.get(userId);
    if (known) return known;
    const fresh = { receives: 0, gives: 0, demoted: 0, removed: 0 };
    this.#users.set(userId, fresh);
    return fresh;
  }
}
