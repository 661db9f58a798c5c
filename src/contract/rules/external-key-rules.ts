// By what other systems name users and leads: the one form in which such a key is kept, looked up and compared.

import { longestExternalKey, longestSystem } from '../words/limits.ts';
import { findInvisible } from './fold-rules.ts';

const systemForm = /^[a-z0-9][a-z0-9_-]*$/;

/** A key as it is kept, or why it is none, to end a sentence. Its case stays: to many systems two that differ by it are two. */
export type ParsedKey = { key: string } | { problem: string };

export function parseExternalKey(text: string): ParsedKey {
  const key = text.normalize('NFC').trim();
  const problem = findProblem(key);
  return problem === undefined ? { key } : { problem };
}

function findProblem(key: string): string | undefined {
  if (key === '') return 'is empty; write the key as the other system has it';
  if (key.length > longestExternalKey) return `is longer than ${longestExternalKey} characters`;
  const hidden = findInvisible(key);
  if (hidden !== undefined) return `has a character in it that nobody sees (${hidden}); take it out`;
  if (key === '.' || key === '..') return 'is dots alone, which no address can hold';
  return undefined;
}

/** Why the text is no name of a system, to end a sentence; undefined where it is one. */
export function findSystemProblem(text: string): string | undefined {
  if (text.length <= longestSystem && systemForm.test(text)) return undefined;
  if (text === '') return 'is empty; name the other system, such as salesforce';
  return `must be a name of at most ${longestSystem} small letters, digits, hyphens and underscores, such as salesforce`;
}
