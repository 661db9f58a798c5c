// How long whoever failed to prove who they are must wait: some failures are free, then each doubles the wait.

/**
 * Whose failures are counted together. A `pair` is an address on an account from devices that are not known, an
 * `account` all of its pairs, an `address` all pairs of it; a `device` is one by which somebody signed in to the account
 * before; a `caller` has signed in, and is asked again; a `code` is of an account and one device, or all that are not known.
 */
export type Counted = 'pair' | 'account' | 'address' | 'device' | 'caller' | 'code';

/** Somebody who tries to prove that an account is theirs. */
export interface Attempt {
  way: 'stranger' | 'device' | 'caller' | 'code';
  /** An account, or an e-mail of which there is none. */
  account: string;
  /** Where a stranger calls from. */
  address?: string;
  /** The hash of the device, where it is known. */
  device?: string;
}

export function nameAccount({ orgId, userId }: { orgId: number; userId: number }): string {
  return `${orgId}/${userId}`; // no e-mail, for it has no @
}

/** What an attempt counts in. */
export function listCounted({ way }: Attempt): readonly Counted[] {
  return way === 'stranger' ? ['pair', 'account', 'address'] : [way];
}

/** How often somebody failed, how long ago they tried last, and since when they have been made to wait. */
export interface Failures {
  failures: number;
  agoS: number;
  /** Null: they were not made to wait since their last try. */
  waitingS: number | null;
}

interface Limit {
  free: number;
  mostS: number;
}

const limits: Record<Counted, Limit> = {
  pair: { free: 5, mostS: 900 },
  account: { free: 25, mostS: 60 },
  address: { free: 100, mostS: 60 },
  device: { free: 5, mostS: 900 },
  caller: { free: 5, mostS: 900 },
  code: { free: 5, mostS: 900 },
};

/** So long a device that is not known waits for others at most. */
const mostForOthersS = 60;

/** Failures are forgotten after so long without an attempt. */
export const forgottenAfterS = 3_600;

/** Seconds until the next attempt is taken; 0: now. */
export function decideWaitS(kind: Counted, failures: Failures): number {
  return waitS(limits[kind], failures);
}

/**
 * The same of a device that is not known. Its own address on this account waits longest. For what others do, on the account
 * or from the address, which may be a proxy's, it waits a minute at most since its first refusal: a stranger who takes
 * every turn keeps nobody else out.
 */
export function decideStrangerWaitS(counts: Record<'pair' | 'account' | 'address', Failures>): number {
  const { pair, account, address } = counts;
  const forOthers = Math.max(waitS(limits.account, account), waitS(limits.address, address));
  const left = Math.max(0, Math.ceil(mostForOthersS - (pair.waitingS ?? 0)));
  return Math.max(waitS(limits.pair, pair), Math.min(forOthers, left));
}

/** Whether the failure that is just counted is the last that is free. */
export function isLastFree(kind: Counted, failures: Failures): boolean {
  return countFresh(failures) + 1 === limits[kind].free;
}

function waitS({ free, mostS }: Limit, failures: Failures): number {
  const count = countFresh(failures);
  return count < free ? 0 : Math.max(0, Math.ceil(Math.min(2 ** (count - free), mostS) - failures.agoS));
}

function countFresh({ failures, agoS }: Failures): number {
  return agoS >= forgottenAfterS ? 0 : failures;
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
