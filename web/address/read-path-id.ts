import { notFound } from '@tanstack/react-router';

/** The id in a path, which is its digits and nothing else. None, or one that would be rounded, is an address of nothing. */
export function readPathId(text: string): number {
  const id = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(id)) return id;
  throw notFound();
}
