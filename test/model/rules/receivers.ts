// Who receives a lead when its turn comes, which may be long after its plan.

import { type Named, type Person, takesLeads } from './people.ts';

/** Whom the plan found. */
export type Receiver =
  | { by: 'nobody' }
  | { by: 'name'; named: Named }
  | { by: 'share'; person: Person }
  /** A split that gave it no turn, for it could not be done. */
  | { by: 'no turn' };

/** Whose turn it is; `again`: somebody of the split who takes leads, instead of whoever the plan found. */
export type ReceiverNow = { person: Person | null } | { code: string } | { again: Person | null };

interface Since {
  /** Whether whoever planned was warned of this person. */
  wasTold(person: Person): boolean;
  /** Whether they are primary on the lead, so receive nothing. */
  holds(person: Person): boolean;
  /** Somebody else of the split receives instead. */
  isSplitAgain: boolean;
}

/** Who takes no leads any more gets none: by a split never, by name only where that was told when it was planned. */
export function receiveNow(receiver: Receiver, { wasTold, holds, isSplitAgain }: Since): ReceiverNow {
  if (receiver.by === 'nobody') return { person: null };
  if (receiver.by === 'no turn') return { again: null };
  if (receiver.by === 'name' && 'code' in receiver.named) return receiver.named;
  const person = receiver.by === 'share' ? receiver.person : personOf(receiver.named);
  if (takesLeads(person) || (person.isActive && holds(person))) return { person };
  if (receiver.by === 'share') return isSplitAgain ? { again: person } : { code: 'receiver-unavailable' };
  if (!person.isActive) return { code: 'user-inactive' };
  return wasTold(person) ? { person } : { code: 'receiver-unavailable' };
}

function personOf(named: Named): Person {
  if ('code' in named) throw new Error('Nobody is named.');
  return named.person;
}
