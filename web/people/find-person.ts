import type { UserPage } from '../../src/client/client.ts';
import { baton } from '../data/baton.ts';

export type FoundPerson = UserPage['items'][number];

const mostInACall = 500;

interface Waiting {
  userId: number;
  resolve: (person: FoundPerson | null) => void;
  reject: (error: unknown) => void;
}

let waiting: Waiting[] = [];

/** One person; null: nobody in sight. All that a screen asks for at once is one call, however many they are. */
export function findPerson(userId: number): Promise<FoundPerson | null> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setTimeout(askForAll);
    waiting.push({ userId, resolve, reject });
  });
}

function askForAll(): void {
  const all = waiting;
  waiting = [];
  for (let from = 0; from < all.length; from += mostInACall) void askFor(all.slice(from, from + mostInACall));
}

async function askFor(some: readonly Waiting[]): Promise<void> {
  try {
    const ids = [...new Set(some.map(({ userId }) => userId))];
    const { items } = await baton.users.list({ ids: ids.join(), limit: ids.length }).first();
    const found = new Map(items.map((person) => [person.userId, person]));
    for (const each of some) each.resolve(found.get(each.userId) ?? null);
  } catch (error) {
    for (const { reject } of some) reject(error);
  }
}
