// Which splits are fair; which of them it is, is the product's to choose.

/** The receivers of leads in their order, and what part of them each is to get. */
export interface Split {
  receivers: readonly number[];
  shareOf: ReadonlyMap<number, number>;
}

/** What is unfair: after every lead each receiver has their share to within one. */
export function findUnfair({ receivers, shareOf }: Split): string | undefined {
  const whole = [...shareOf.values()].reduce((sum, share) => sum + share, 0);
  const got = new Map<number, number>();
  for (const [place, receiver] of receivers.entries()) {
    if (!shareOf.has(receiver)) return `${receiver} is no receiver`;
    got.set(receiver, (got.get(receiver) ?? 0) + 1);
    for (const [userId, share] of shareOf) {
      const due = ((place + 1) * share) / whole;
      const has = got.get(userId) ?? 0;
      if (Math.abs(has - due) >= 1)
        return `after ${place + 1} leads ${userId} has ${has}, and ${due} are due`;
    }
  }
  return undefined;
}

/** What is uneven: of two receivers one got leads and ends with two more than the other. */
export function findUneven(
  receivers: readonly number[],
  books: ReadonlyMap<number, number>,
): string | undefined {
  const after = new Map(books);
  for (const receiver of receivers) after.set(receiver, (after.get(receiver) ?? 0) + 1);
  const smallest = Math.min(...after.values());
  const larger = receivers.find((receiver) => (after.get(receiver) ?? 0) > smallest + 1);
  return larger === undefined
    ? undefined
    : `${larger} ends with ${after.get(larger)}, and others with ${smallest}`;
}
