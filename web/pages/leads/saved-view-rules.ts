import { type LeadsSearch, readViewSearch, type ViewSearch } from './leads-search.ts';

/** A view of the leads that somebody gave a name. */
export interface SavedView {
  name: string;
  search: ViewSearch;
}

export const longestName = 60;
export const mostViews = 50;

/** Not what is ticked or planned. */
export function viewOf(search: LeadsSearch): ViewSearch {
  return readViewSearch({ ...search });
}

/** In the order of their names; a view of the same name is replaced. */
export function saveView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return [...forgetView(views, view.name), view].sort((a, b) => a.name.localeCompare(b.name));
}

export function forgetView(views: readonly SavedView[], name: string): SavedView[] {
  return views.filter((each) => each.name !== name);
}

/** The view that the address shows now, if it has a name. */
export function findView(views: readonly SavedView[], search: ViewSearch): SavedView | undefined {
  const now = spell(search);
  return views.find((view) => spell(view.search) === now);
}

/** Reads what a browser kept. Whatever is not a view any more is left out, as in an address that was mistyped. */
export function readViews(text: string | undefined): SavedView[] {
  const kept = parse(text ?? '[]');
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((each: unknown) => {
    const { name, search } = readMembers(each);
    return typeof name === 'string' && name !== ''
      ? [{ name, search: readViewSearch(readMembers(search)) }]
      : [];
  });
}

function spell(search: ViewSearch): string {
  const members = Object.entries(search).filter(([, value]) => value !== undefined);
  return JSON.stringify(members.sort(([a], [b]) => a.localeCompare(b)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

function readMembers(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
