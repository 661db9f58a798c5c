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

/** Reads a query string. The vendors' members match in any letter case; of a repeated member the last counts. */
export function parseQuery(text: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const canonical = known.get(name.toLowerCase()) ?? name;
    Object.defineProperty(query, canonical, { value, enumerable: true, writable: true, configurable: true });
  }
  return query;
}
