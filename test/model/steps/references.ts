import fc from 'fast-check';
import { findNamed, nameAfter, names, type People, personOf, type Reference } from '../rules/people.ts';
import type { Receiver } from '../rules/receivers.ts';
import type { To } from './leads-ask.ts';

const by = fc.oneof(
  { weight: 5, arbitrary: fc.constant('id' as const) },
  { weight: 2, arbitrary: fc.constant('digits' as const) },
  { weight: 2, arbitrary: fc.constant('email' as const) },
  { weight: 2, arbitrary: fc.constant('EMAIL' as const) },
  { weight: 2, arbitrary: fc.constant('both' as const) },
);
const anybody = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...names) },
  fc.constant('nobody' as const),
);

/** Mostly somebody who is there. */
export const anyReference: fc.Arbitrary<Reference> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ who: anybody, by }) },
  fc.record({ who: fc.constantFrom(...names), by: fc.constant('two people' as const) }),
);
export const anyName = fc.constantFrom(...names);

const idOfNobody = 9_999;
const emailOfNobody = 'nobody@nowhere.example';

interface Written {
  id?: number | string;
  email?: string;
}

function write(people: People, { who, by: how }: Reference): Written {
  const [userId, email] =
    who === 'nobody'
      ? [idOfNobody, emailOfNobody]
      : [personOf(people, who).userId, personOf(people, who).email];
  switch (how) {
    case 'id':
      return { id: userId };
    case 'digits':
      return { id: String(userId) };
    case 'email':
      return { email };
    case 'EMAIL':
      return { email: email.toUpperCase() };
    case 'both':
      return { id: userId, email };
    case 'two people':
      return { id: userId, email: who === 'nobody' ? email : personOf(people, nameAfter(who)).email };
  }
}

/** As the Insellerate face takes it. */
export function asAgent(people: People, reference: Reference) {
  const { id, email } = write(people, reference);
  return { ...(id === undefined ? {} : { UserId: id }), ...(email === undefined ? {} : { Email: email }) };
}

/** As `/api/v1` takes it: an id is a number there. */
export function asReference(people: People, reference: Reference) {
  const { id, email } = write(people, reference);
  return { ...(id === undefined ? {} : { userId: Number(id) }), ...(email === undefined ? {} : { email }) };
}

/** Whom a request names to receive; by a split nobody as yet. */
export function findReceiver(people: People, to: Exclude<To, null>): Receiver {
  return 'user' in to ? { by: 'name', named: findNamed(people, to.user) } : { by: 'no turn' };
}
