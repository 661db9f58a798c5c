import { Type } from 'typebox';
import { longestEmail } from '../words/limits.ts';

const form = {
  maxLength: longestEmail,
  pattern: '^\\s*[^\\p{C}\\s@]+@[^\\p{C}\\s@]+\\s*$',
};

/** Of any spelling, with blanks around it or without; what is invisible or a control character names nobody. */
export const email = Type.String(form);

/** One that somebody is to have. */
export const newEmail = Type.String({ ...form, examples: ['ana.lima@example.com'] });
