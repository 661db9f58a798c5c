// A draft as the address holds it: short and readable, without what is so by default. What makes no sense is left out.

import {
  onDrifts,
  onFailures,
  onReceiversUnavailable,
  otherUsers,
  shareModes,
} from '../../src/contract/words/term-words.ts';
import { chooseOne, omitUndefined, readId, readMoment, readText } from '../address/read-search.ts';
import { readFieldText, toFieldText } from '../ui/moments/moment-rules.ts';
import { emptyDraft, type ReassignDraft } from './reassign-draft.ts';
import {
  type DraftReceiver,
  emptyReceiver,
  emptyReceivers,
  hasShares,
  type ReceiverDraft,
} from './receiver-draft.ts';
import { readRemoval, writeRemoval } from './removal-draft.ts';
import { emptyTerms, type TermsDraft } from './terms-draft.ts';

export interface TermsSearch {
  reason?: string;
  /** ISO 8601: the address may be opened in another zone. */
  runAt?: string;
  onFailure?: TermsDraft['onFailure'];
  onDrift?: TermsDraft['onDrift'];
  onReceiverUnavailable?: TermsDraft['onReceiverUnavailable'];
}

export interface ReassignSearch extends TermsSearch {
  to?: number | string;
  others?: ReassignDraft['others'];
}

type Written<Search> = { [Name in keyof Search]-?: Search[Name] | undefined };
type Address = Readonly<Record<string, unknown>>;

const longestReason = 1_000;

export function readTermsDraft({
  reason,
  runAt,
  onFailure,
  onDrift,
  onReceiverUnavailable,
}: Address): TermsDraft {
  return {
    ...readWhyAndWhen({ reason, runAt }),
    onFailure: chooseOne(onFailures, onFailure) ?? emptyTerms.onFailure,
    onDrift: chooseOne(onDrifts, onDrift) ?? emptyTerms.onDrift,
    onReceiverUnavailable:
      chooseOne(onReceiversUnavailable, onReceiverUnavailable) ?? emptyTerms.onReceiverUnavailable,
  };
}

export function writeTerms({
  onFailure,
  onDrift,
  onReceiverUnavailable,
  ...whyAndWhen
}: TermsDraft): Written<TermsSearch> {
  return {
    ...writeWhyAndWhen(whyAndWhen),
    onFailure: onFailure === emptyTerms.onFailure ? undefined : onFailure,
    onDrift: onDrift === emptyTerms.onDrift ? undefined : onDrift,
    onReceiverUnavailable:
      onReceiverUnavailable === emptyTerms.onReceiverUnavailable ? undefined : onReceiverUnavailable,
  };
}

type WhyAndWhen = Pick<TermsDraft, 'reason' | 'runAt'>;

export function readWhyAndWhen({ reason, runAt }: Address): WhyAndWhen {
  return { reason: readReason(reason), runAt: toFieldText(readMoment(runAt)) };
}

export function writeWhyAndWhen({
  reason,
  runAt,
}: WhyAndWhen): Written<Pick<TermsSearch, 'reason' | 'runAt'>> {
  return { reason: writeReason(reason), runAt: readFieldText(runAt) };
}

export function readReason(value: unknown): string {
  return (readText(value) ?? '').slice(0, longestReason);
}

export function writeReason(reason: string): string | undefined {
  return reason.trim() === '' ? undefined : reason;
}

export function readReassignDraft({ to, others, ...terms }: Address): ReassignDraft {
  return {
    ...readReceivers(to),
    ...readRemoval(to),
    ...readTermsDraft(terms),
    others: chooseOne(otherUsers, others) ?? emptyDraft.others,
  };
}

export function writeReassignDraft({ others, ...draft }: ReassignDraft): Written<ReassignSearch> {
  return {
    to: writeRemoval(draft) ?? writeReceivers(draft),
    others: others === emptyDraft.others ? undefined : others,
    ...writeTerms(draft),
  };
}

/** What of an address is a draft. */
export function readReassignSearch(search: Address): ReassignSearch {
  return omitUndefined(writeReassignDraft(readReassignDraft(search)));
}

/** One by their id; several such as `percent_126*60_127*40-100`: by share, and up to a cap. An id of 0 is not chosen yet. */
export function writeReceivers({
  split,
  receivers,
  keepStanding,
}: ReceiverDraft): number | string | undefined {
  if (split === 'one') return receivers[0]?.userId;
  const each = receivers.map(({ userId = 0, share, cap }) =>
    [userId, hasShares(split) && share !== undefined && `*${share}`, cap !== undefined && `-${cap}`]
      .filter((part) => part !== false)
      .join(''),
  );
  return [keepStanding ? `${split}.keep` : split, ...each].join('_');
}

/** All of them, or none: half a distribution would not be what somebody sent. */
export function readReceivers(value: unknown): ReceiverDraft {
  const text = readText(value) ?? '';
  const [, name, keep, rows = ''] = /^(even|weighted|percent|level)(\.keep)?((?:_[^_]+)+)$/.exec(text) ?? [];
  const split = chooseOne(shareModes, name);
  if (split === undefined) {
    const receiver = readReceiver(text, 0);
    return receiver?.userId === undefined
      ? emptyReceivers
      : { ...emptyReceivers, receivers: [{ ...receiver, share: undefined, cap: undefined }] };
  }
  const receivers = rows.slice(1).split('_').map(readReceiver);
  const whole = receivers.filter((receiver) => receiver !== undefined);
  if (whole.length < receivers.length) return emptyReceivers;
  return { split, keepStanding: keep !== undefined, receivers: whole };
}

function readReceiver(text: string, key: number): DraftReceiver | undefined {
  const [, id, share, cap] = /^(\d{1,10})(?:\*(\d+(?:\.\d+)?))?(?:-(\d+))?$/.exec(text) ?? [];
  if (id === undefined) return undefined;
  return { key, ...emptyReceiver, userId: readId(id), share: toNumber(share), cap: toNumber(cap) };
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
