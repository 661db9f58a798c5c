/**
 * Where a spreadsheet may take a text for a formula: at its beginning, and after what some of them split a line at,
 * quoted or not. Blanks before the sign, and what cannot be seen, hide nothing; nor does the full width of East Asia.
 */
const formulas = /((?:^|[;\t\r\n])[\s\p{C}]*)('*[=+\-@＝＋－＠])|^(?='*[\t\r])/gu;
const guarded = /((?:^|[;\t\r\n])[\s\p{C}]*)'('*[=+\-@＝＋－＠])|^'(?='*[\t\r])/gu;

/** The same text, with a ' before whatever a spreadsheet would take for a formula. */
export function guardFormulas(text: string): string {
  return text.replace(formulas, `$1'$2`);
}

/** The text that was guarded, as a download of Baton or of others holds it; any other as it is. */
export function unguardFormulas(text: string): string {
  return text.includes("'") ? text.replace(guarded, '$1$2') : text;
}
