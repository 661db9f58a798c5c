/** Members whose letter case clients vary, by their lower-case form. */
const known = new Map(
  [
    'accessKey',
    'secretKey',
    'orgId',
    'applicationId',
    'includeInactive',
    'userId',
    'emailAddress',
    'leadId',
  ].map((name) => [name.toLowerCase(), name]),
);

/** Members that may be repeated for several values. */
const lists = new Set(['status', 'source', 'state']);

type Query = Record<string, string | string[]>;

/**
 * Reads a query string. The vendors' members match in any letter case. Of a repeated member the last counts, unless
 * it may have several values.
 */
export function parseQuery(text: string): Query {
  const query: Query = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const canonical = known.get(name.toLowerCase()) ?? name;
    const before = lists.has(canonical) ? query[canonical] : undefined;
    set(query, canonical, before === undefined ? value : [before, value].flat());
  }
  return query;
}

/** A member may be called like one that every object has. */
function set(query: Query, name: string, value: string | string[]): void {
  Object.defineProperty(query, name, { value, enumerable: true, writable: true, configurable: true });
}
