import { foldCase } from '../../contract/rules/fold-rules.ts';

const shortestCore = 4;
const leet: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
const ends = /^[^\p{L}]+|[^\p{L}]+$/gu;
const repeated = /^(.+?)\1+$/su;

/** Whether the text, or what it is made of, is among the common ones: guessers try these forms of each first. */
export function isCommon(text: string, common: ReadonlySet<string>): boolean {
  const folded = foldCase(text).replaceAll(/\s+/gu, '');
  const bare = folded.replaceAll(ends, '');
  const forms = [folded, readLeet(folded), bare, readLeet(bare), readLeet(folded).replaceAll(ends, '')];
  return forms.some((form) => [form, form.replace(repeated, '$1')].some((core) => isListed(core, common)));
}

function isListed(core: string, common: ReadonlySet<string>): boolean {
  return core.length >= shortestCore && common.has(core);
}

function readLeet(text: string): string {
  return Array.from(text, (letter) => leet[letter] ?? letter).join('');
}
