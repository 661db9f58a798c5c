// A fact of a user or a lead goes from value to value with each request that changes it.

import { type Lasting, type LookBack, lookBack, type Past } from './origin-rules.ts';

/** Null: it is not known. */
export type FactValue = string | null;

export interface FactChange<Fact extends string = string> {
  fact: Fact;
  before: FactValue;
  after: FactValue;
}

/** A value that a fact had, until a request changed it. Moments are ISO 8601 in UTC with six decimals. */
export interface PastFact {
  fact: string;
  value: FactValue;
  untilRequest: number;
  untilAt: string;
}

/** A value as its history has it; without `until` it is the one of now. */
interface FactRecord extends Lasting {
  value: FactValue;
}

/** What differs of what is asked for; a fact that is not named stays. */
export function listChanges<Fact extends string>(
  current: { readonly [Name in Fact]?: FactValue | undefined },
  asked: { readonly [Name in Fact]?: FactValue | undefined },
  facts: readonly Fact[],
): FactChange<Fact>[] {
  return facts.flatMap((fact) => {
    const [before, after] = [current[fact] ?? null, asked[fact]];
    return after === undefined || after === before ? [] : [{ fact, before, after }];
  });
}

/** What a request means for one fact now: see `lookBack`. */
export function lookBackOnFact(
  past: readonly PastFact[],
  current: FactValue,
  ask: Pick<LookBack<FactRecord>, 'requestId' | 'undone'>,
): Past<FactRecord> {
  return lookBack(toHistory(past, current), { ...ask, isSame: (a, b) => a.value === b.value });
}

/** No request is known that gave a fact its first value. */
const nobody = { requestId: 0, at: '' };

function toHistory(past: readonly PastFact[], current: FactValue): FactRecord[] {
  const inOrder = past.toSorted((a, b) => (a.untilAt < b.untilAt ? -1 : 1));
  const values = [...inOrder.map(({ value }) => value), current];
  return values.map((value, place) => {
    const { untilRequest: fromRequest, untilAt: fromAt } = inOrder[place - 1] ?? {
      untilRequest: nobody.requestId,
      untilAt: nobody.at,
    };
    const until = inOrder[place];
    return {
      value,
      fromRequest,
      fromAt,
      untilRequest: until?.untilRequest ?? null,
      untilAt: until?.untilAt ?? null,
    };
  });
}

/** What a request changed of one user or lead: each from what it was to what it was next, in the order of `facts`. */
export function listChangesBy(
  requestId: number,
  past: readonly PastFact[],
  current: Readonly<Partial<Record<string, FactValue>>>,
  facts: readonly string[],
): FactChange[] {
  const changes = past.flatMap(({ fact, value, untilRequest, untilAt }) => {
    if (untilRequest !== requestId) return [];
    const later = past.filter((each) => each.fact === fact && each.untilAt > untilAt);
    const [next] = later.toSorted((a, b) => (a.untilAt < b.untilAt ? -1 : 1));
    return [{ fact, before: value, after: next ? next.value : (current[fact] ?? null) }];
  });
  return changes.sort((a, b) => facts.indexOf(a.fact) - facts.indexOf(b.fact));
}
