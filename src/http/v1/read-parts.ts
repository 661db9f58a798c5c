import { Refusal } from '../../contract/refusal.ts';

/** The names in an `include`, such as `book,keys`, each of which must be one of those known. */
export function readParts<Part extends string>(
  known: readonly Part[],
  include: string | undefined,
): ReadonlySet<Part> {
  const names = include === undefined ? [] : include.split(',').map((name) => name.trim());
  return new Set(names.map((name) => readPart(known, name)));
}

function readPart<Part extends string>(known: readonly Part[], name: string): Part {
  const part = known.find((each) => each === name);
  if (part !== undefined) return part;
  throw new Refusal('invalid-input', {
    field: 'include',
    message: `include does not know ${JSON.stringify(name)}. It takes ${known.join(', ')}; separate several by commas.`,
  });
}
