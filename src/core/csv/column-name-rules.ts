import { foldText } from '../../contract/rules/fold-rules.ts';

/** What the first line of a file may name. A column that begins with `prefix` goes under its own name. */
export interface ColumnRules {
  required: readonly string[];
  /** Groups of which one column at least must be there. */
  oneOf?: readonly (readonly string[])[];
  optional: readonly string[];
  prefix?: 'attribute.';
  /** What other systems call a column. */
  alsoCalled?: Readonly<Record<string, readonly string[]>>;
  /** Columns that are known and say nothing here; in a file without `outcome` they would be somebody's mistake. */
  told?: readonly string[];
}

/** What a name of a header is. */
export type NamedColumn =
  | { is: 'column'; column: string }
  | { is: 'own'; column: string; key: string }
  | { is: 'told' }
  | { is: 'nameless' }
  | { is: 'unknown' };

/** Names match in any letter case, and whatever stands between their words: `OwnerId`, `Owner ID`, `owner_id`. */
export function foldName(name: string): string {
  return foldText(name).replaceAll(/[\s._/()-]+/g, '');
}

/** Knows a name of a header, whoever gave it. */
export function openNames(rules: ColumnRules): (name: string) => NamedColumn {
  const { prefix, told = [], alsoCalled = {} } = rules;
  const names = new Map<string, NamedColumn>(told.map((name) => [foldName(name), { is: 'told' }]));
  const known = (name: string, column: string) => names.set(foldName(name), { is: 'column', column });
  for (const [column, others] of Object.entries(alsoCalled)) for (const name of others) known(name, column);
  for (const column of listColumns(rules)) known(column, column);
  return (name) => {
    const folded = foldText(name);
    if (folded === '') return { is: 'nameless' };
    if (prefix && folded.startsWith(prefix) && folded.length > prefix.length) {
      return { is: 'own', column: folded, key: name.trim().slice(prefix.length).trim() };
    }
    return names.get(foldName(name)) ?? { is: 'unknown' };
  };
}

export function listColumns({ required, oneOf = [], optional }: ColumnRules): string[] {
  return [...required, ...oneOf.flat(), ...optional];
}

/** What a first line must name, in words. */
export function describeRequired({ required, oneOf = [] }: ColumnRules): string {
  return [...required, ...oneOf.map((group) => group.join(' or '))].join(', ');
}
