import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../../contract/refusal.ts';

const form = /^(?:\*|(?:W\/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e]*")*)$/;

/** The ETags of which one must be that of what is to be changed; undefined where whoever calls does not care. */
export function readIfMatch({ 'if-match': header }: IncomingHttpHeaders): string[] | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (form.test(text)) return text.split(/\s*,\s*/).map((tag) => tag.replace(/^W\//, ''));
  throw new Refusal('invalid-input', {
    field: 'If-Match',
    message: 'If-Match must be an ETag as an answer had it, in its quotes, such as "kJ3nV0xYb2aQ9c1T", or *.',
  });
}
