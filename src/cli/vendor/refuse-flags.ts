import { UsageError } from '../terminal/options.ts';

/** A vendor's contract knows less than Baton: what it cannot do is refused, not left out without a word. */
export function refuseFlags(flags: object, names: readonly string[], dialect: string): void {
  const given = new Map(Object.entries(flags));
  for (const name of names) {
    if (given.get(name) === undefined) continue;
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new UsageError(`The ${dialect} contract knows nothing like --${flag}; leave it out.`);
  }
}

/** What only Baton's own API knows of every request. */
export const ownFlags = ['plan', 'reason', 'runAt', 'onFailure', 'onDrift', 'onReceiverUnavailable'] as const;
