// JSON written by hand where an object is to have members that no value can have, such as one of a name twice.

/** Which members lead to a value within another. */
type Place = readonly (string | number)[];

interface Found {
  place: Place;
  /** The same in words, such as `rows.0.to`. */
  path: string;
  value: object;
}

/** Every object in it that has members, itself among them. */
export function listObjects(value: unknown, place: Place = []): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  const inside = Object.entries(value).flatMap(([name, each]) =>
    listObjects(each, [...place, isList ? Number(name) : name]),
  );
  return isList ? inside : [{ place, path: place.join('.'), value }, ...inside];
}

/** A member as it is written: its name in quotes, and its value. */
type Member = [name: string, value: string];

/** JSON of the value in which the object at `place` has the members that `change` gives. */
export function writeWith(value: unknown, place: Place, change: (members: Member[]) => Member[]): string {
  const [next, ...rest] = place;
  const write = (each: unknown, name: string | number) =>
    name === next ? writeWith(each, rest, change) : JSON.stringify(each);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const members = Object.entries(Object(value)).map(
    ([name, each]): Member => [JSON.stringify(name), write(each, name)],
  );
  const changed = place.length === 0 ? change(members) : members;
  return `{${changed.map(([name, each]) => `${name}:${each}`).join(',')}}`;
}
