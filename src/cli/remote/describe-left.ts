// What a request that ends accounts found to point at its leavers still, once it had ended, as lines for people.

import type { ShownRequest } from '../../client/client.ts';

type Left = NonNullable<ShownRequest<'offboard'>['result']>;

const mostIds = 10;

/** Of several who left each by themselves, unless nothing is left of any. What was undone is not as it was found. */
export function describeLeft(request: ShownRequest): string[] {
  const { result, undone, leavers: [only, ...others] = [] } = request;
  if (undone !== null || result === null || !('clean' in result)) return [];
  if (!result.leavers) return describeLeftOf(only?.name ?? 'the leaver', result);
  if (result.clean) return [`Nothing points at any of the ${others.length + 1} leavers any more.`];
  return result.leavers.flatMap((each) => describeLeftOf(each.name, each));
}

function describeLeftOf(name: string, left: Omit<Left, 'leavers'>): string[] {
  if (left.clean) return [`Nothing points at ${name} any more.`];
  const what = [
    ...(left.isActive ? ['their account is active'] : []),
    ...(['assignments', 'reports', 'keys'] as const)
      .filter((each) => left[each] > 0)
      .map((each) => `${left[each]} ${each}`),
    ...spellScheduled('scheduled requests that name them', left.scheduledRequests),
    ...spellScheduled('requests scheduled by them', left.ownScheduledRequests),
  ];
  return [
    ...(left.isActive ? [] : [`The account of ${name} has ended.`]),
    `Left behind by ${name}: ${what.join('; ')}.`,
  ];
}

function spellScheduled(what: string, ids: readonly number[]): string[] {
  if (ids.length === 0) return [];
  const more = ids.length - mostIds;
  return [`${what}: ${ids.slice(0, mostIds).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}
