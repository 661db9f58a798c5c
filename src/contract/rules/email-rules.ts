// What an e-mail address is, and when two of them are one.

import { longestEmail } from '../words/limits.ts';
import { dropInvisible, findInvisible, foldCase, nameCharacter, readLetters, tidy } from './fold-rules.ts';

const longestLocal = 64;
const longestDomain = 253;

const plain = /^[a-z0-9_+'-]+(?:\.[a-z0-9_+'-]+)*@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z][a-z0-9]*)*$/;
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u;
const domainLabel = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/** The address as it is kept, or in what way the text is none: `"Ana" <a@x.example> …`, to end a sentence. */
export type ParsedEmail = { email: string } | { problem: string };

/** Reads an address that is to be kept. Whoever looks for one asks `foldEmail` alone, which takes any text. */
export function parseEmail(text: string): ParsedEmail {
  const email = tidy(text);
  const problem = findProblem(email);
  return problem === undefined ? { email } : { problem };
}

/** One and the same for all spellings of an address; of what is no address, something that no address has. */
export function foldEmail(text: string): string {
  if (plain.test(text)) return text;
  const email = dropInvisible(tidy(text));
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  return `${foldCase(email.slice(0, at + 1))}${toAscii(domain) ?? foldCase(domain)}`;
}

/** The same for addresses that an eye takes for one. */
export function foldEmailLikeness(text: string): string {
  return plain.test(text) ? text : readLetters(foldCase(dropInvisible(tidy(text))));
}

/** Whether a text may name a user: an @ with something before and after it, and nothing that separates words. */
export function looksLikeEmail(text: string): boolean {
  return text.length <= longestEmail && /^[^\p{C}\s@]+@[^\p{C}\s@]+$/u.test(tidy(text));
}

function findProblem(email: string): string | undefined {
  if (email.length > longestEmail) return `is longer than ${longestEmail} characters`;
  const hidden = findInvisible(email);
  if (hidden) return `has a character in it that nobody sees (${hidden})`;
  if (/[<>"]/.test(email)) return 'has a name or quotes with it; leave only the address';
  if (/^[a-z][a-z0-9+.-]*:/i.test(email)) return 'begins as a link does; leave only the address';
  const [local = '', domain, ...more] = email.split('@');
  if (domain === undefined) return 'has no @';
  if (more.length > 0) return 'has more than one @';
  return findSpelling(email) ?? findLocalProblem(local) ?? findDomainProblem(domain);
}

/** Full-width letters and the like, which are others' letters in disguise. */
function findSpelling(email: string): string | undefined {
  const disguised = Array.from(email).find((letter) => letter.normalize('NFKC') !== letter.normalize('NFC'));
  if (disguised === undefined) return undefined;
  return `is written with "${disguised}" (${nameCharacter(disguised)}); write it with ordinary letters`;
}

function findLocalProblem(local: string): string | undefined {
  if (local === '') return 'has nothing before its @';
  if (local.length > longestLocal) return `has more than ${longestLocal} characters before its @`;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) {
    return 'has a dot too many before its @';
  }
  if (localPart.test(local)) return undefined;
  const odd = Array.from(local).find((letter) => !localPart.test(letter)) ?? '';
  return /\s/.test(odd) ? 'has a blank in it' : `has "${odd}" before its @, which no address has`;
}

function findDomainProblem(domain: string): string | undefined {
  if (domain === '') return 'has nothing after its @';
  if (domain.endsWith('.')) return 'ends with a dot';
  const isWellFormed = domain.split('.').every((label) => domainLabel.test(label));
  const ascii = isWellFormed ? toAscii(domain) : undefined;
  if (
    ascii === undefined ||
    ascii.length > longestDomain ||
    ascii.split('.').some(({ length }) => length > 63)
  ) {
    return 'has no name of a mail server after its @';
  }
  return undefined;
}

/** As name servers know a domain: `bücher.example` is `xn--bcher-kva.example`. Undefined: it is no domain. */
function toAscii(domain: string): string | undefined {
  if (!domain.split('.').every((label) => domainLabel.test(label))) return undefined;
  if (/(?:^|\.)(?:\d+|0x[0-9a-f]*)$/i.test(domain)) return undefined;
  const address = `http://${domain}/`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
