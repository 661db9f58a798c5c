// How long whoever failed to sign in must wait: some failures are free, then each doubles the wait.

/** What failures are counted by. */
export const attemptKinds = ['pair', 'account', 'address'] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/** How often somebody failed, and how long ago they tried last. */
export interface Failures {
  failures: number;
  agoS: number;
}

/**
 * One address on one account waits soonest and longest. An account waits for all addresses together only for
 * short, or a stranger could keep its owner out; many people may sit behind one address.
 */
const limits: Record<AttemptKind, { free: number; mostS: number }> = {
  pair: { free: 5, mostS: 900 },
  account: { free: 25, mostS: 60 },
  address: { free: 100, mostS: 60 },
};

/** Failures are forgotten after so long without an attempt. */
export const forgottenAfterS = 3_600;

/** Seconds until the next attempt is taken; 0: now. */
export function decideWaitS(kind: AttemptKind, { failures, agoS }: Failures): number {
  const { free, mostS } = limits[kind];
  if (failures < free || agoS >= forgottenAfterS) return 0;
  const waitS = Math.min(2 ** (failures - free), mostS);
  return Math.max(0, Math.ceil(waitS - agoS));
}

/** What counts as one address: of IPv6 a whole /64, for whoever has one of it has all of it. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
