// What a request that ends accounts found to point at its leavers still, once it had ended, as lines for people.

import type { ShownRequest } from '../../client/client.ts';

type Found = ReadonlyMap<string, unknown>;

const mostIds = 10;

/** Of several who left each by themselves, unless nothing is left of any. What was undone is not as it was found. */
export function describeLeft(request: ShownRequest): string[] {
  const { result, undone, leavers: [only, ...others] = [] } = request;
  const found = readFound(result);
  if (undone !== null || !found.has('clean')) return [];
  const each = found.get('leavers');
  if (!Array.isArray(each)) return describeLeftOf(only?.name ?? 'the leaver', found);
  if (found.get('clean') === true)
    return [`Nothing points at any of the ${others.length + 1} leavers any more.`];
  return each.map(readFound).flatMap((left) => describeLeftOf(String(left.get('name')), left));
}

function readFound(result: unknown): Found {
  return new Map<string, unknown>(Object.entries(Object(result)));
}

function describeLeftOf(name: string, found: Found): string[] {
  if (found.get('clean') === true) return [`Nothing points at ${name} any more.`];
  const left = [
    ...(found.get('isActive') === true ? ['their account is active'] : []),
    ...['assignments', 'reports', 'keys']
      .filter((what) => Number(found.get(what)) > 0)
      .map((what) => `${found.get(what)} ${what}`),
    ...spellScheduled('scheduled requests that name them', found.get('scheduledRequests')),
    ...spellScheduled('requests scheduled by them', found.get('ownScheduledRequests')),
  ];
  return [
    ...(found.get('isActive') === false ? [`The account of ${name} has ended.`] : []),
    `Left behind by ${name}: ${left.join('; ')}.`,
  ];
}

function spellScheduled(what: string, ids: unknown): string[] {
  if (!Array.isArray(ids) || ids.length === 0) return [];
  const more = ids.length - mostIds;
  return [`${what}: ${ids.slice(0, mostIds).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}
