import { Refusal } from '../../contract/refusal.ts';
import { type UserPart, userParts } from '../../contract/v1/user-parts.ts';

/** The names in an `include`, such as `book,keys`. */
export function readUserParts(include: string | undefined): Set<UserPart> {
  const names = include === undefined ? [] : include.split(',').map((name) => name.trim());
  return new Set(names.map(readPart));
}

function readPart(name: string): UserPart {
  const part = userParts.find((each) => each === name);
  if (part !== undefined) return part;
  throw new Refusal('invalid-input', {
    field: 'include',
    message: `include takes ${userParts.join(', ')}, separated by commas; ${JSON.stringify(name)} is none of them.`,
  });
}
