import type { Share } from '../../../contract/rules/share-rules.ts';
import { type Assignment, bySeniority } from '../../law/assignment-rules.ts';
import type { Choice } from '../choice.ts';
import type { Distribution } from './distribution-rules.ts';

const letters = { kept: 'k', share: 's', 'share-of-rest': 'r', 'smallest-book': 'l' } as const;

/** A lead by who stands on it. */
interface Lead {
  current: readonly Assignment[];
}

/** How a distribution chooses who receives each lead, by who stands on it; a lead that cannot be done gives its turn back. */
export function chooseBySplit(
  shares: readonly Share[],
  distributionOf: (lead: Lead) => Distribution,
): (lead: Lead) => Choice {
  const receivers = new Set(shares.map((share) => share.userId));
  return (lead) => {
    const distribution = distributionOf(lead);
    const standing = standingAmong(lead.current, receivers);
    const placement = distribution.place({ standing });
    if (placement.userId === null) return { receiver: undefined, why: 'n' };
    return {
      receiver: { userId: placement.userId },
      why: letters[placement.why],
      ...(placement.why === 'smallest-book' ? { book: placement.book } : {}),
      giveBack: () => distribution.giveBack(placement, { standing }),
    };
  };
}

function standingAmong(current: readonly Assignment[], receivers: ReadonlySet<number>): Assignment[] {
  const standing = current.filter((row) => receivers.has(row.userId));
  return standing.length < 2 ? standing : standing.toSorted(bySeniority);
}
