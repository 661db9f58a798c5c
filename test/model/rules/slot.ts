// What an undo puts back or leaves: a role on a lead, a user's reporting line, an account.

/** How a slot was from one request until the next that touched it. */
export interface Version<State> {
  /** The request that left it so; 0 where nobody has touched it yet. */
  by: number;
  state: State;
  /** Two versions of one origin are the same as far as an undo goes: what is put back is what stood before. */
  origin: object;
}

/** What undoing a request means for a slot. */
export type SlotUndo<State> =
  | { kind: 'untouched' }
  /** It is not as the request left it: since this request it is as it is now. */
  | { kind: 'later'; request: number }
  | { kind: 'back'; to: Version<State>; from: Version<State> };

export class Slot<State> {
  readonly versions: Version<State>[];

  constructor(state: State) {
    this.versions = [{ by: 0, state, origin: {} }];
  }

  get last(): Version<State> {
    return this.versions.at(-1) ?? raise();
  }

  get now(): State {
    return this.last.state;
  }

  /** A change, or what is as before. */
  become(by: number, state: State, origin: object = {}): void {
    this.versions.push({ by, state, origin });
  }

  isTouchedBy(request: number): boolean {
    return this.versions.some((version) => version.by === request);
  }

  undo(request: number): SlotUndo<State> {
    const place = this.versions.findIndex((version) => version.by === request);
    const [left, to] = [this.versions[place], this.versions[place - 1]];
    if (!left || !to) return { kind: 'untouched' };
    const { last } = this;
    if (last.origin === left.origin) return { kind: 'back', to, from: last };
    const since = this.versions.slice(place + 1).find((version) => version.origin === last.origin);
    return { kind: 'later', request: since?.by ?? raise() };
  }
}

function raise(): never {
  throw new Error('A slot has a version at any moment.');
}
