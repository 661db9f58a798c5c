import type { ShownRow } from './product.ts';
import { Lead } from './rules/lead.ts';
import type { Doing } from './rules/lead-rules.ts';
import type { LeftAlone } from './rules/lead-undo.ts';
import type { Policies, Prospect } from './rules/modes.ts';
import { caller, type Name, type Person, personOf } from './rules/people.ts';
import { Slot } from './rules/slot.ts';
import type { To } from './steps/leads-ask.ts';

export const leadIds = [1, 2, 3, 4, 5, 6, 7, 8];
export const unknownLead = 99;

/** What became of a row, and why where it did not go as asked. */
export interface Row {
  /** A lead, a user's reporting line, or their account. */
  subject: { lead: number } | { user: number } | { account: number };
  outcome: 'changed' | 'unchanged' | 'failed' | 'skipped' | 'not attempted';
  code?: string;
  /** What an undo left as it is. */
  leftAlone?: readonly LeftAlone[];
}

export type Kind = 'single' | 'reassign' | 'managers' | 'offboard' | 'undo';

/** A request that was frozen, and what its rows would come to by now. */
export interface Plan {
  kind: Kind;
  policies: Policies;
  /** `shown`: what the product tells of each row, for what it may choose. */
  foresee(doing: Doing, shown: readonly ShownRow[]): { subject: Row['subject']; prospect: Prospect }[];
  /** A plan anew of some rows; left out where none is made. */
  again?: ((retry: Retry) => Plan) | undefined;
  /** Whom a retry may name to receive instead; left out: nobody. */
  mayRename?: Renaming;
  /** What an undo undoes. */
  undoes?: Ended;
  /** What a retry tries again. */
  retries?: Ended;
  /** Where people leave, or come back. */
  leaving?: Leaving | undefined;
}

/** Whose accounts end, or return, by a request. */
export interface Leaving {
  leavers: ReadonlySet<number>;
  /** They end, be it again; else they come back. */
  ends: boolean;
  /** Accounts end only once nothing is left of their leavers. */
  waits: boolean;
}

export type Planned = Plan & { requestId: number };

/** For whom rows may be tried again: a split may choose whom a row takes off, and managers are not split. */
export type Renaming = 'anyone' | 'one user';

/** Rows that are tried again. */
export interface Retry {
  /** Where they stand in the request. */
  places: readonly number[];
  /** How all of its rows ended. */
  ended: readonly Row[];
  /** Who receives instead. */
  to: To;
  /** What the product tells of the rows of the retry. */
  shown: readonly ShownRow[];
}

/** A request that has ended. */
export interface Ended {
  requestId: number;
  /** When it was at work. */
  at: number;
  kind: Kind;
  rows: readonly Row[];
  again?: Plan['again'];
  mayRename?: Renaming | undefined;
  undoes?: Ended | undefined;
  leaving?: Leaving | undefined;
  /** The rows that were undone, by name, and whether none is to be any more. */
  taken: Set<string>;
  isClosed: boolean;
}

/** What the rules say an organisation is by now. */
export class Organisation {
  readonly people: ReadonlyMap<Name, Person>;
  readonly leads: ReadonlyMap<number, Lead>;
  /** Whom each user reports to; null: nobody. */
  readonly lines: ReadonlyMap<number, Slot<number | null>>;
  /** Whether each user's account is active. */
  readonly accounts: ReadonlyMap<number, Slot<boolean>>;
  readonly plans: Planned[] = [];
  readonly ended: Ended[] = [];
  /** Leads and users that changed and were not looked at since. */
  readonly touched = { leads: new Set<number>(), users: new Set<number>() };
  readonly #leftAt = new Map<number, number>();
  #clock = 0;

  constructor(people: ReadonlyMap<Name, Person>) {
    this.people = people;
    this.leads = new Map(leadIds.map((leadId) => [leadId, new Lead(leadId)]));
    this.lines = new Map(everybody(people).map(({ userId }) => [userId, new Slot<number | null>(null)]));
    this.accounts = new Map(everybody(people).map(({ userId, isActive }) => [userId, new Slot(isActive)]));
  }

  get callerId(): number {
    return personOf(this.people, caller).userId;
  }

  /** The next moment, at which a request is at work. */
  begin(by: number): Doing {
    this.#clock += 1;
    return { by, at: this.#clock };
  }

  lead(leadId: number): Lead {
    return this.leads.get(leadId) ?? raise(`lead ${leadId}`);
  }

  line(userId: number): Slot<number | null> {
    return this.lines.get(userId) ?? raise(`user ${userId}`);
  }

  named(name: Name): Person {
    return personOf(this.people, name);
  }

  person(userId: number): Person {
    return everybody(this.people).find((person) => person.userId === userId) ?? raise(`user ${userId}`);
  }

  account(userId: number): Slot<boolean> {
    return this.accounts.get(userId) ?? raise(`user ${userId}`);
  }

  /** The end of an account, or its return; `by` a request, or else by the operator. */
  switchAccount(
    person: Person,
    isActive: boolean,
    { by = 0, origin = {} }: { by?: number; origin?: object } = {},
  ): void {
    const { at } = this.begin(by);
    person.isActive = isActive;
    if (!isActive) this.#leftAt.set(person.userId, at);
    this.account(person.userId).become(by || -at, isActive, origin);
    this.touched.users.add(person.userId);
  }

  /** Not active now, and not since that moment either. */
  hadLeftBefore({ userId, isActive }: Person, at: number): boolean {
    return !isActive && (this.#leftAt.get(userId) ?? 0) < at;
  }

  get managerOf(): Map<number, number> {
    return new Map([...this.lines].flatMap(([userId, { now }]) => (now === null ? [] : [[userId, now]])));
  }

  /** Whether somebody stands on a lead, or leads anybody but these. */
  holdsAnything(userId: number, but: ReadonlySet<number>): boolean {
    const stands = [...this.leads.values()].some(({ places }) =>
      places.some((place) => place.userId === userId),
    );
    return stands || [...this.lines].some(([report, { now }]) => now === userId && !but.has(report));
  }

  end(request: Omit<Ended, 'taken' | 'isClosed'>): void {
    this.ended.push({ ...request, taken: new Set(), isClosed: false });
    for (const { subject } of request.rows) {
      if ('lead' in subject) this.touched.leads.add(subject.lead);
      else this.touched.users.add('user' in subject ? subject.user : subject.account);
    }
  }
}

function everybody(people: ReadonlyMap<Name, Person>): Person[] {
  return [...people.values()];
}

function raise(what: string): never {
  throw new Error(`There is no ${what}.`);
}
