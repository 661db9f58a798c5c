import { Type } from 'typebox';
import { longestEmail } from '../words/limits.ts';

/** Of any spelling, with blanks around it or without; what is invisible or a control character names nobody. */
export const email = Type.String({
  maxLength: longestEmail,
  pattern: '^\\s*[^\\p{C}\\s@]+@[^\\p{C}\\s@]+\\s*$',
});
