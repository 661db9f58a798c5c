import type { SwitchedKeys } from '../../../contract/rules/revived-rules.ts';
import type { AssignmentChange } from '../../law/assignment-rules.ts';
import type { PlannedBook } from '../../ledger/plan-rules.ts';
import { isInPart } from '../../ledger/request-rules.ts';
import type { ForeseenRow } from './foresee-lead.ts';

const mostBooks = 1_000;

type Touched = Omit<PlannedBook, 'userId' | 'bookBefore' | 'bookAfter'>;

type Noted = Pick<ForeseenRow, 'outcome' | 'change' | 'detail'> & { isEmptied?: boolean | undefined };

const untouched: Touched = { receives: 0, gives: 0, demoted: 0, removed: 0 };

/** Adds up, row by row, what a plan foresees and what it does to the users it touches. */
export class PlanTally {
  readonly counts = { changed: 0, changedInPart: 0, unchanged: 0, failed: 0, skipped: 0 };
  total = 0;
  withoutRoom = 0;
  readonly unavailable = new Map<number, number>();
  /** Leads on which somebody stood, and nobody will. */
  emptied = 0;
  /** Of an undo that brings accounts back. */
  keys: SwitchedKeys | undefined;
  readonly #users = new Map<number, Touched>();
  readonly #receivers = new Set<number>();

  note({ outcome, change, detail, isEmptied = false }: Noted): void {
    this.total += 1;
    this.counts[outcome] += 1;
    if (isInPart({ outcome, detail })) this.counts.changedInPart += 1;
    if (detail?.code === 'no-room') this.withoutRoom += 1;
    if (isEmptied) this.emptied += 1;
    if (change) this.#noteChange(change);
  }

  /** A lead is to be given to somebody who takes none now, and who was named all the same. */
  noteUnavailable(userId: number): void {
    this.unavailable.set(userId, (this.unavailable.get(userId) ?? 0) + 1);
  }

  /** Their books are told first, even where they get nothing. */
  nameReceivers(userIds: Iterable<number>): void {
    for (const userId of userIds) this.#receivers.add(userId);
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
    return [...this.#receivers.union(this.#users)];
  }

  /** Whose books lose leads, those first that lose most. */
  listGiving(): Pick<PlannedBook, 'userId' | 'gives'>[] {
    return [...this.#users]
      .map(([userId, { gives }]) => ({ userId, gives }))
      .filter(({ gives }) => gives > 0)
      .sort((a, b) => b.gives - a.gives || a.userId - b.userId);
  }

  /** Books before and after: of all who were named to receive, then of others, each time those first that change most. */
  listBooks(before: ReadonlyMap<number, number>): PlannedBook[] {
    const books = this.listUserIds()
      .map((userId) => toBook(userId, this.#users.get(userId) ?? untouched, before.get(userId) ?? 0))
      .sort((a, b) => b.receives + b.gives - a.receives - a.gives || a.userId - b.userId);
    const receivers = books.filter(({ userId }) => this.#receivers.has(userId));
    const others = books.filter(({ userId }) => !this.#receivers.has(userId));
    return [...receivers, ...others.slice(0, Math.max(0, mostBooks - receivers.length))];
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
    const fresh = { ...untouched };
    this.#users.set(userId, fresh);
    return fresh;
  }
}

function toBook(userId: number, touched: Touched, bookBefore: number): PlannedBook {
  return { userId, ...touched, bookBefore, bookAfter: bookBefore + touched.receives - touched.gives };
}
