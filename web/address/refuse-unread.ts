import { SearchParamError } from '@tanstack/react-router';

type Raw = Record<string, unknown>;

/**
 * Reads an address, and refuses one of which a filter or a moment cannot be read: left out, it would show more than was
 * asked for, or another moment, and whatever is done with all of it would be done to more.
 */
export function orRefuseUnread<Search extends object>(
  read: (raw: Raw) => Search,
  filters: readonly (keyof Search & string)[],
): (raw: Raw) => Search {
  return (raw) => {
    const search = read(raw);
    const unread = filters.filter((name) => isThere(raw[name]) && search[name] === undefined);
    if (unread.length === 0) return search;
    const told = unread.map((name) => `“${name}=${spell(raw[name])}”`).join(' and ');
    throw new SearchParamError(
      `It says ${told}, which is nothing that Baton can read, so nothing is shown. Ask whoever gave you the address, ` +
        'or begin with everything and set the filters there.',
    );
  };
}

function isThere(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value === 'string' ? value.trim() !== '' : !Array.isArray(value) || value.length > 0;
}

function spell(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
