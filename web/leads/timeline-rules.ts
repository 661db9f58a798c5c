import type { LeadHistoryPage } from '../../src/client/client.ts';
import { archived, recordFact, wordFact } from '../../src/contract/words/fact-words.ts';

type Entry = LeadHistoryPage['items'][number];
type FactEvent = NonNullable<LeadHistoryPage['facts']>[number];
type Cause = Entry['fromRequest'];
type Standing = Entry['standing'];

/** Where somebody stood before and stands after; null: not on the lead in this role. */
export interface Step {
  userId: number;
  user: Entry['user'];
  role: string;
  before: Standing | null;
  after: Standing | null;
}

/** All that one request did to the lead at one moment. */
export interface TimelineEvent {
  at: string;
  cause: Cause;
  steps: Step[];
  /** What became known by it. */
  facts: FactEvent[];
}

/** The rows of a lead's history, each with a beginning and an end, and what became known of it, told as events, the newest first. */
export function tellTimeline(entries: readonly Entry[], facts: readonly FactEvent[] = []): TimelineEvent[] {
  const events = new Map<number, TimelineEvent>();
  for (const entry of entries) {
    const { fromAt, fromRequest, untilAt, untilRequest, standing } = entry;
    stepOf(eventOf(events, fromRequest, fromAt), entry).after = standing;
    if (untilAt !== null && untilRequest !== null) {
      stepOf(eventOf(events, untilRequest, untilAt), entry).before = standing;
    }
  }
  for (const fact of facts) eventOf(events, fact.request, fact.at).facts.push(fact);
  return [...events.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** As people say what became of somebody. */
export function tellStep({ before, after }: Pick<Step, 'before' | 'after'>): string {
  if (after === null) return before === 'primary' ? 'removed as primary' : 'removed';
  if (before === null) return after === 'primary' ? 'became primary' : 'joined as secondary';
  if (before === after) return `stayed ${after}`;
  return after === 'primary' ? 'became primary, was secondary' : 'became secondary, was primary';
}

/** `Status: New → Won`, `Branch: Denver`, `Source taken away, was Web`. */
export function tellFact({ fact, before, after }: Pick<FactEvent, 'fact' | 'before' | 'after'>): string {
  if (fact === recordFact) return tellRecord(before, after);
  const name = spellFact(fact);
  if (!after) return `${name} taken away, was ${before}`;
  return before ? `${name}: ${before} → ${after}` : `${name}: ${after}`;
}

function tellRecord(before: string | null, after: string | null): string {
  if (after === archived) return 'Archived';
  return before === null ? 'Made' : 'Restored';
}

/** What people call a fact of a lead. */
export function spellFact(fact: string): string {
  const words = wordFact(fact).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function eventOf(events: Map<number, TimelineEvent>, cause: Cause, at: string): TimelineEvent {
  const known = events.get(cause.requestId) ?? { at, cause, steps: [], facts: [] };
  events.set(cause.requestId, known);
  return known;
}

function stepOf({ steps }: TimelineEvent, { user, role }: Entry): Step {
  const known = steps.find((step) => step.userId === user.userId && step.role === role);
  if (known) return known;
  const step = { userId: user.userId, user, role, before: null, after: null };
  steps.push(step);
  return step;
}
