import { Refusal } from './refusal.ts';

interface Missing {
  /** The input member that names it. */
  field?: string;
  where?: string;
}

/** What is not there, or out of sight, is told in one form at every door: what it is, and how it was named. */
export function notFound(
  what: 'lead' | 'user' | 'request',
  name: number | string,
  { field, where = 'in this organisation' }: Missing = {},
): Refusal {
  const message = `There is no ${what} ${name} ${where}.`;
  return new Refusal(`${what}-not-found`, { message, ...(field === undefined ? {} : { field }) });
}
