/**
 * A path of this site that somebody wanted, as a browser would read it: it leaves out tabs and line breaks, and takes a
 * backslash for a slash, so nothing short of its own parser tells where a text leads. Undefined where it leads elsewhere.
 */
export function toOwnPath(wanted: string | undefined, origin: string): string | undefined {
  if (wanted === undefined || !wanted.startsWith('/') || !URL.canParse(wanted, origin)) return undefined;
  const url = new URL(wanted, origin);
  // A path that begins with two slashes would be taken for a host by whoever reads it next.
  if (url.origin !== origin || url.pathname.startsWith('//')) return undefined;
  return `${url.pathname}${url.search}${url.hash}`;
}
