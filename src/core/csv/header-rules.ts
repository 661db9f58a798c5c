import { foldText, tidy } from '../../contract/rules/fold-rules.ts';
import { unguardFormulas } from '../../contract/rules/formula-rules.ts';
import {
  type ColumnRules,
  describeRequired,
  listColumns,
  type NamedColumn,
  openNames,
} from './column-name-rules.ts';
import { findNearestWord } from './nearest-word-rules.ts';

export interface Columns {
  /** How many columns the header has, but for those at its end that have no name. */
  count: number;
  /** How many values a row has at least: what follows is not read. */
  needed: number;
  /** Where each column is, by its own name. */
  places: ReadonlyMap<string, number>;
  /** As the file writes it, by a column's own name. */
  written: ReadonlyMap<string, string>;
  /** Where nothing may stand. */
  nameless: readonly number[];
  /** The columns under the prefix: `key` is what follows it, as it was written. */
  prefixed: readonly { column: string; key: string }[];
}

/** Columns that are left aside: those of these names, and all that are not known where `unknown` is among them. */
export type IgnoredColumns = readonly string[];

/** What is wrong with a header, in sentences: the first 20 of them. */
export interface HeaderProblems {
  problems: string[];
  /** Where nothing but these is wrong: the columns that nobody knows, which could be ignored. */
  unknown?: string[];
}

/** No file of rows needs more; each costs every row of it. */
const mostColumns = 500;
/** A header with more problems is of another kind of file: the first are enough to see that. */
const mostProblems = 20;
/** A longer name is nobody's slip of the pen. */
const longestName = 60;

interface Named {
  name: string;
  place: number;
  named: NamedColumn;
}

/** Either where the columns are, or what is wrong with the header. */
export function decideColumns(
  header: readonly string[],
  rules: ColumnRules,
  ignored: IgnoredColumns = [],
): { columns: Columns } | HeaderProblems {
  const count = header.findLastIndex((name) => tidy(name) !== '') + 1;
  if (count > mostColumns) return { problems: [describeTooMany(count)] };
  const all = nameAll(header.slice(0, count), rules, ignored);
  const kept = all.filter(({ named }) => named.is === 'column' || named.is === 'own');
  const unknown = all.filter(({ named }) => named.is === 'unknown');
  const columns = new Set(kept.map(({ named }) => columnOf(named)));
  const others = [...describeTwins(kept), ...describeMissing(columns, rules)];
  if (unknown.length + others.length === 0) return { columns: place(all, kept) };
  const told = unknown.slice(0, mostProblems).map((each) => describeUnknown(each, columns, rules));
  const problems = [...told, ...others].slice(0, mostProblems);
  const more = unknown.length + others.length - problems.length;
  const onlyUnknown = others.length === 0;
  return {
    problems: [
      ...problems,
      ...describeMore(more),
      describeRules(rules),
      ...(onlyUnknown ? [howToIgnore] : []),
    ],
    ...(onlyUnknown ? { unknown: unknown.map(({ name }) => shorten(name)) } : {}),
  };
}

const howToIgnore =
  'Columns that are of no use here can be ignored: ignoreColumns=unknown in the query, --ignore-columns unknown on the command line.';

function nameAll(header: readonly string[], rules: ColumnRules, ignored: IgnoredColumns): Named[] {
  const knows = openNames(rules);
  const leftAside = new Set(ignored.map(foldText));
  const isOutcome = header.some((name) => foldText(name) === 'outcome');
  return header.map((written, at) => {
    const name = tidy(unguardFormulas(written));
    const named = knows(name);
    const isUnknown = named.is === 'unknown' || (named.is === 'told' && !isOutcome);
    const isIgnored = leftAside.has(foldText(name)) || (isUnknown && leftAside.has('unknown'));
    if (named.is !== 'nameless' && isIgnored) return { name, place: at, named: { is: 'told' } };
    return { name, place: at, named: isUnknown ? { is: 'unknown' } : named };
  });
}

function columnOf(named: NamedColumn): string {
  return 'column' in named ? named.column : '';
}

function place(all: readonly Named[], kept: readonly Named[]): Columns {
  return {
    count: all.length,
    needed: Math.max(0, ...kept.map((each) => each.place + 1)),
    places: new Map(kept.map((each) => [columnOf(each.named), each.place])),
    written: new Map(kept.map((each) => [columnOf(each.named), each.name])),
    nameless: all.filter(({ named }) => named.is === 'nameless').map((each) => each.place),
    prefixed: kept.flatMap(({ named }) =>
      named.is === 'own' ? [{ column: named.column, key: named.key }] : [],
    ),
  };
}

function describeTooMany(count: number): string {
  return `The first line names ${count.toLocaleString('en')} columns, and a file takes at most ${mostColumns}. Leave out those that are not needed.`;
}

function describeMore(more: number): string[] {
  return more <= 0 ? [] : [`And ${more} more like these.`];
}

function describeUnknown({ name }: Named, columns: ReadonlySet<string>, rules: ColumnRules): string {
  const missing = listColumns(rules).filter((column) => !columns.has(column));
  const nearest = name.length <= longestName ? findNearestWord(foldText(name), missing) : undefined;
  return `Unknown column \`${shorten(name)}\`${nearest ? `; did you mean \`${nearest}\`?` : '.'}`;
}

/** Nobody could say which of two was meant. */
function describeTwins(kept: readonly Named[]): string[] {
  const groups = Map.groupBy(kept, ({ named }) => columnOf(named));
  return [...groups.values()]
    .filter((twins) => twins.length > 1)
    .map((twins) => {
      const names = [...new Set(twins.map(({ name }) => foldText(name)))];
      if (names.length === 1) return `The column \`${shorten(names[0] ?? '')}\` is there more than once.`;
      const written = twins.map(({ name }) => `\`${shorten(name)}\``).join(' and ');
      return `The columns ${written} mean the same; leave out all but one.`;
    });
}

function describeMissing(columns: ReadonlySet<string>, { required, oneOf = [] }: ColumnRules): string[] {
  return [
    ...required
      .filter((column) => !columns.has(column))
      .map((column) => `The column \`${column}\` is missing.`),
    ...oneOf
      .filter((group) => !group.some((column) => columns.has(column)))
      .map((group) => `A column ${group.map((column) => `\`${column}\``).join(' or ')} is missing.`),
  ];
}

function describeRules(rules: ColumnRules): string {
  const { optional, prefix } = rules;
  const may = optional.length === 0 ? '' : `; it may name ${optional.join(', ')}`;
  const own = prefix ? `, and \`${prefix}<name>\` for your own` : '';
  return `The first line must name ${describeRequired(rules)}${may}${own}.`;
}

function shorten(name: string): string {
  return name.slice(0, longestName);
}
