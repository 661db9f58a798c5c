/** `Assignments`, `0`, `UserId` becomes `Assignments[0].UserId`. */
export function toPath(parts: readonly (string | number)[]): string {
  const path = parts.reduce<string>((before, part) => {
    if (/^\d+$/.test(String(part))) return `${before}[${part}]`;
    return before ? `${before}.${part}` : String(part);
  }, '');
  return cutShort(path);
}

const mostCharacters = 200;

/** A name that a caller made up may be as long as the body. */
export function cutShort(name: string): string {
  return name.length > mostCharacters ? `${name.slice(0, mostCharacters)}…` : name;
}
