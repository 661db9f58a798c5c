import { type Share, toWholeWeights } from '../../../contract/rules/share-rules.ts';

/** A letter of a plan, and how large the receiver's book was where that counts; both as their row was kept. */
interface Kept {
  why: string | null;
  book?: number | null;
}

/** Puts into a sentence why a row's receiver was chosen; undefined where no distribution chose. */
export type ExplainWhy = (kept: Kept, receiver: Named | null | undefined) => string | undefined;

interface Named {
  userId: number;
  name: string;
}

/**
 * Explains the letters of a plan by the shares of each group of its leads: k kept, s by share, r by share where
 * others were full, l the smallest book, n no room.
 */
export function openExplanations(groups: readonly (readonly Share[])[]): ExplainWhy {
  const portionOf = readPortions(groups);
  const hasCaps = groups.flat().some(({ cap }) => cap !== null);
  return ({ why, book }, receiver) => {
    if (why === 'n') return 'Every receiver’s book is full.';
    if (!receiver) return undefined;
    const { name, userId } = receiver;
    const portion = portionOf.get(userId) ?? '';
    switch (why) {
      case 'k':
        return `Kept by ${name}, who already stood on the lead.`;
      case 's':
        return `${name} receives by share${portion}.`;
      case 'r':
        return `${name} receives by share${portion}, and of what others had no room for, as their books were full.`;
      case 'l':
        return `${name} has the smallest book${hasCaps ? ' with room' : ''}${tellBook(book)}.`;
      default:
        return undefined;
    }
  };
}

function tellBook(book: number | null | undefined): string {
  return typeof book === 'number' ? `: ${book.toLocaleString('en')}` : '';
}

/** `: weight 1.5 of 4.5` of each user, but of nobody whom groups give different ones. */
function readPortions(groups: readonly (readonly Share[])[]): Map<number, string> {
  const portions = new Map<number, string>();
  for (const shares of groups) {
    const whole = toWholeWeights(shares);
    const total = whole ? whole.total / whole.scale : 0;
    for (const { userId, weight } of shares) {
      const portion = `: weight ${weight} of ${total}`;
      const known = portions.get(userId) ?? portion;
      portions.set(userId, known === portion ? portion : '');
    }
  }
  return portions;
}
