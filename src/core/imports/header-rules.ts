import { foldText, tidy } from '../../contract/rules/fold-rules.ts';
import { findNearestWord } from './nearest-word-rules.ts';

/** What the first line of a file may name. A column that begins with `prefix` goes under its own name. */
export interface ColumnRules {
  required: readonly string[];
  /** Groups of which one column at least must be there. */
  oneOf?: readonly (readonly string[])[];
  optional: readonly string[];
  prefix?: 'attribute.';
}

export interface Columns {
  count: number;
  /** Where each column is, by its name in small letters. */
  places: ReadonlyMap<string, number>;
  /** The columns under the prefix: `key` is what follows it, as it was written. */
  prefixed: readonly { column: string; key: string }[];
}

/** No file of rows needs more; each costs every row of it. */
const mostColumns = 500;
/** A header with more problems is of another kind of file: the first are enough to see that. */
const mostProblems = 20;
/** A longer name is nobody's slip of the pen. */
const longestName = 60;

/** Either where the columns are, or the problems of the header in sentences: the first 20 of them. */
export function decideColumns(
  header: readonly string[],
  rules: ColumnRules,
): { columns: Columns } | { problems: string[] } {
  if (header.length > mostColumns) return { problems: [describeTooMany(header.length)] };
  const names = header.map(tidy);
  const keys = names.map(foldText);
  const separator = findOtherSeparator(header);
  if (separator) return { problems: [`The columns are separated by ${separator}; separate them by commas.`] };
  const problems = [
    ...names.flatMap((name, place) => describeUnknown(name, place, keys, rules)),
    ...describeDuplicates(keys),
    ...rules.required
      .filter((column) => !keys.includes(column))
      .map((column) => `The column \`${column}\` is missing.`),
    ...(rules.oneOf ?? [])
      .filter((group) => !group.some((column) => keys.includes(column)))
      .map((group) => `A column ${group.map((column) => `\`${column}\``).join(' or ')} is missing.`),
  ];
  if (problems.length > 0) return { problems: [...cut(problems), describeRules(rules)] };
  return { columns: { count: names.length, places: placesOf(keys), prefixed: listPrefixed(names, rules) } };
}

function describeTooMany(count: number): string {
  return `The first line names ${count.toLocaleString('en')} columns, and a file takes at most ${mostColumns}. Leave out those that are not needed.`;
}

function cut(problems: readonly string[]): string[] {
  const more = problems.length - mostProblems;
  if (more <= 0) return [...problems];
  return [...problems.slice(0, mostProblems), `And ${more} more like these.`];
}

function placesOf(keys: readonly string[]): Map<string, number> {
  return new Map(keys.map((key, place) => [key, place]));
}

function findOtherSeparator(header: readonly string[]): string | undefined {
  const [only = ''] = header;
  if (header.length > 1) return undefined;
  return only.includes(';') ? 'semicolons' : only.includes('\t') ? 'tabs' : undefined;
}

function describeUnknown(
  name: string,
  place: number,
  keys: readonly string[],
  { required, oneOf = [], optional, prefix }: ColumnRules,
): string[] {
  const key = foldText(name);
  const known = [...required, ...oneOf.flat(), ...optional];
  if (key === '') return [`Column ${place + 1} has no name.`];
  if (known.includes(key) || isPrefixed(key, prefix)) return [];
  const missing = known.filter((column) => !keys.includes(column));
  const nearest = key.length <= longestName ? findNearestWord(key, missing) : undefined;
  return [
    `Unknown column \`${name.slice(0, longestName)}\`${nearest ? `; did you mean \`${nearest}\`?` : '.'}`,
  ];
}

function isPrefixed(key: string, prefix: string | undefined): boolean {
  return prefix !== undefined && key.startsWith(prefix) && key.length > prefix.length;
}

function describeDuplicates(keys: readonly string[]): string[] {
  const repeated = keys.filter((key, place) => key !== '' && keys.indexOf(key) !== place);
  return [...new Set(repeated)].map(
    (key) => `The column \`${key.slice(0, longestName)}\` is there more than once.`,
  );
}

function describeRules(rules: ColumnRules): string {
  const { optional, prefix } = rules;
  const own = prefix ? `, and \`${prefix}<name>\` for your own` : '';
  return `The first line must name ${describeRequired(rules)}; it may name ${optional.join(', ')}${own}.`;
}

/** What a first line must name, in words. */
export function describeRequired({ required, oneOf = [] }: ColumnRules): string {
  return [...required, ...oneOf.map((group) => group.join(' or '))].join(', ');
}

function listPrefixed(names: readonly string[], { prefix }: ColumnRules): Columns['prefixed'] {
  return names
    .filter((name) => isPrefixed(foldText(name), prefix))
    .map((name) => ({ column: foldText(name), key: name.slice(prefix?.length ?? 0).trim() }));
}
