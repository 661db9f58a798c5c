// Who leaves again by the undo of what brought them back.

import type { Leaving, Organisation, Row } from '../organisation.ts';
import type { Prospect } from '../rules/modes.ts';
import { listStaying } from '../rules/staying.ts';

interface Again {
  /** What is undone, and the rows of its undo. */
  request: number;
  rows: readonly Row[];
  leaving: Leaving;
}

export class LeavingAgain {
  readonly #organisation: Organisation;
  readonly #again: Again;
  /** Who has an account row, and those of them who leave by it, if nothing holds them. */
  readonly #named: ReadonlySet<number>;
  readonly #going: readonly number[];
  #staying: ReadonlySet<number> | undefined;

  constructor(organisation: Organisation, again: Again) {
    this.#organisation = organisation;
    this.#again = again;
    const accounts = again.rows.flatMap(({ subject }) => ('account' in subject ? subject.account : []));
    this.#named = new Set(accounts);
    this.#going = accounts.filter((userId) => {
      const undo = organisation.account(userId).undo(again.request);
      return undo.kind === 'back' && !undo.to.state;
    });
  }

  get waits(): boolean {
    return this.#again.leaving.waits;
  }

  /** Whoever's account is left as it is keeps their line while they are here. */
  keepsLine(userId: number): boolean {
    const isHere = this.#organisation.person(userId).isActive;
    return this.#isOwn(userId) && this.#named.has(userId) && isHere && !this.#going.includes(userId);
  }

  /** The own line of somebody whose account waits is judged with it, once all else is done. */
  withAccount(userId: number, prospect: Prospect): Prospect {
    if (!this.waits || !this.#going.includes(userId) || prospect.kind === 'last') return prospect;
    const decide = () =>
      this.staying.has(userId) ? ({ kind: 'failed', code: 'something-left' } as const) : prospect;
    return { kind: 'last', decide };
  }

  /** As it is once everything else is done. */
  get staying(): ReadonlySet<number> {
    this.#staying ??= listStaying({
      leavers: this.#going,
      own: this.#again.rows
        .flatMap(({ subject }) => ('user' in subject ? subject.user : []))
        .filter((userId) => this.#ends(userId)),
      holds: (userId, ending) => this.#organisation.holdsAnything(userId, ending),
    });
    return this.#staying;
  }

  #isOwn(userId: number): boolean {
    return this.#again.leaving.leavers.has(userId);
  }

  #ends(userId: number): boolean {
    return (
      this.#isOwn(userId) &&
      !this.keepsLine(userId) &&
      this.#organisation.line(userId).undo(this.#again.request).kind === 'back'
    );
  }
}
