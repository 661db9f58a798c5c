import { Refusal } from '../refusal.ts';
import { type Sight, tellMissing } from './sight-rules.ts';

interface Missing {
  /** How much whoever asks may see. */
  sight: Sight;
  /** The input member that names it. */
  field?: string;
}

/** What is not there, or out of sight, is told in one form at every door: what it is, how it was named, and what they may see. */
export function notFound(
  what: 'lead' | 'user' | 'request',
  name: number | string,
  { sight, field }: Missing,
): Refusal {
  const message = tellMissing(what, name, sight);
  return new Refusal(`${what}-not-found`, { message, ...(field === undefined ? {} : { field }) });
}
