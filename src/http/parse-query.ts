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

/** The members that a query gives several values, where they may have but one. */
const ambiguous = new WeakMap<object, Set<string>>();

/** Reads a query string. The vendors' members match in any letter case. */
export function parseQuery(text: string): Query {
  const query: Query = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const canonical = known.get(name.toLowerCase()) ?? name;
    const before = Object.hasOwn(query, canonical) ? query[canonical] : undefined;
    const isList = before !== undefined && lists.has(canonical);
    if (before !== undefined && !isList && before !== value) noteAmbiguous(query, canonical);
    set(query, canonical, isList ? [before, value].flat() : value);
  }
  return query;
}

/** Of these nobody can tell which value was meant. */
export function listAmbiguous(query: unknown): string[] {
  return [...(ambiguous.get(Object(query)) ?? [])];
}

function noteAmbiguous(query: Query, name: string): void {
  ambiguous.set(query, (ambiguous.get(query) ?? new Set()).add(name));
}

/** A member may be called like one that every object has. */
function set(query: Query, name: string, value: string | string[]): void {
  Object.defineProperty(query, name, { value, enumerable: true, writable: true, configurable: true });
}
