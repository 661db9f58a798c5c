import { foldEmail, foldEmailLikeness } from '../../contract/rules/email-rules.ts';
import type { HolderOfKey } from '../users/holders-of-keys.ts';

/** Whoever has an address, or is to have it. */
export interface Holder {
  id: number | string;
  email: string;
}

/** Somebody who is to have another address, or a first one. */
interface AddressMove {
  id: number | string;
  from?: string;
  to: string;
}

/**
 * Of users who are to get other addresses, those who cannot, each by who has theirs. All together: two may swap; and
 * whoever is refused keeps their own, so that whoever was to have that is refused as well.
 */
export function findTaken(
  moves: readonly AddressMove[],
  holders: readonly HolderOfKey[],
): ReadonlyMap<number | string, Holder> {
  const movesOf = new Map(moves.map((move) => [move.id, move]));
  const claims = new AddressClaims(holders.filter(({ userId }) => !movesOf.has(userId)));
  const taken = new Map<number | string, Holder>();
  for (const move of moves) {
    let by = claims.claim(move.id, move.to);
    let refused: AddressMove | undefined = move;
    while (by && refused) {
      taken.set(refused.id, by);
      if (refused.from === undefined) break;
      const displaced: Holder | undefined = claims.keep(refused.id, refused.from);
      by = { id: refused.id, email: refused.from };
      refused = displaced && movesOf.get(displaced.id);
    }
  }
  return taken;
}

/** Who has which address: as it is found, and as an eye reads it. */
class AddressClaims {
  readonly #claims = new Map<string, Holder>();

  constructor(holders: readonly HolderOfKey[]) {
    for (const { userId, emailKey, emailLikeness, email } of holders) {
      if (emailKey !== null) this.#claims.set(`key ${emailKey}`, { id: userId, email });
      this.#claims.set(`likeness ${emailLikeness}`, { id: userId, email });
    }
  }

  /** Gives who has it already; undefined where it is theirs from now on. */
  claim(id: Holder['id'], email: string): Holder | undefined {
    const other = this.#findOther(id, email);
    if (!other) this.#take(id, email);
    return other;
  }

  /** Somebody keeps their address after all; gives whoever was to have it. */
  keep(id: Holder['id'], email: string): Holder | undefined {
    const other = this.#findOther(id, email);
    this.#take(id, email);
    return other;
  }

  #findOther(id: Holder['id'], email: string): Holder | undefined {
    const claims = namesOf(email).map((name) => this.#claims.get(name));
    return claims.find((claim) => claim !== undefined && claim.id !== id);
  }

  #take(id: Holder['id'], email: string): void {
    for (const name of namesOf(email)) this.#claims.set(name, { id, email });
  }
}

function namesOf(email: string): string[] {
  return [`key ${foldEmail(email)}`, `likeness ${foldEmailLikeness(email)}`];
}
