// The pieces that commands for a terminal are made of.

import type { ShownRequest } from '../../src/client/client.ts';
import { sayLeadFacts } from '../../src/contract/rules/lead-fact-rules.ts';
import { attributePrefix } from '../../src/contract/words/fact-words.ts';
import type { ShareMode } from '../../src/contract/words/term-words.ts';
import type { NamedUser } from './split-rules.ts';

export interface Commands {
  cli: string;
  curl: string;
}

/** Where the rows are many, or are not of one kind, they are followed instead. */
export function tellFollow({ requestId }: ShownRequest, origin: string): Commands {
  return {
    cli: `baton requests show ${requestId}\nbaton requests rows ${requestId} --csv > rows.csv`,
    curl: `curl -s -u "$BATON_ACCESS_KEY:$BATON_SECRET_KEY" ${origin}/api/v1/requests/${requestId}`,
  };
}

export function termsOf({ reason, onFailure, onDrift, onReceiverUnavailable }: ShownRequest): object {
  return {
    ...(reason === null ? {} : { reason }),
    ...(onFailure === 'continue' ? {} : { onFailure }),
    ...(onDrift === 'skip' ? {} : { onDrift }),
    ...(onReceiverUnavailable === 'fail' ? {} : { onReceiverUnavailable }),
  };
}

export function flagsOf({ reason, onFailure, onDrift, onReceiverUnavailable }: ShownRequest): string[] {
  return [
    ...(reason === null ? [] : [`--reason ${quote(reason)}`]),
    ...(onFailure === 'continue' ? [] : [`--on-failure ${onFailure}`]),
    ...(onDrift === 'skip' ? [] : [`--on-drift ${onDrift}`]),
    ...(onReceiverUnavailable === 'fail' ? [] : [`--on-receiver-unavailable ${onReceiverUnavailable}`]),
  ];
}

export function tellShare(mode: ShareMode, share: number | undefined): string {
  if (share === undefined) return '';
  return mode === 'percent' ? `:${share}%` : `:${share}`;
}

export function tellUser({ userId, email }: NamedUser): string {
  return String(userId ?? email);
}

export function curl(url: string, body: object | undefined): string {
  const lines = [`curl -s -X POST ${url}`, '-u "$BATON_ACCESS_KEY:$BATON_SECRET_KEY"'];
  if (body !== undefined) {
    lines.push("-H 'content-type: application/json'", `-d ${quote(JSON.stringify(body), true)}`);
  }
  return lines.join(' \\\n  ');
}

/** For a shell, which reads nothing between single quotes. */
export function quote(text: string, isAlways = false): string {
  if (!isAlways && /^[\w@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const factFlags: Readonly<Partial<Record<string, string>>> = {
  firstName: '--first-name',
  lastName: '--last-name',
  email: '--email',
  agentRole: '--agent-role',
  accessRole: '--access-role',
};

/** The flags that say what is to be known; an attribute without a value is taken away. */
export function tellFactFlags(facts: Readonly<Record<string, string | null>>): string[] {
  return Object.entries(facts).map(([fact, value]) =>
    fact.startsWith(attributePrefix)
      ? `--attribute ${quote(`${fact.slice(attributePrefix.length)}=${value ?? ''}`)}`
      : `${factFlags[fact] ?? `--${fact}`} ${quote(value || '', value === '')}`,
  );
}

/** The flags that say what somebody or something comes with: what is blank was not said. */
export function tellFirstFacts(facts: Readonly<Record<string, string | null>>): string[] {
  return tellFactFlags(Object.fromEntries(Object.entries(facts).filter(([, value]) => value)));
}

/** What is to be known of a lead, as a body says it: attributes stand by themselves. */
export function bodyOfLeadFacts(facts: Readonly<Record<string, string | null>>): object {
  const entries = Object.entries(facts);
  const attributes = entries.flatMap(([fact, value]) =>
    fact.startsWith(attributePrefix) ? [[fact.slice(attributePrefix.length), value]] : [],
  );
  return {
    ...sayLeadFacts(Object.fromEntries(entries.filter(([fact]) => !fact.startsWith(attributePrefix)))),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  };
}
