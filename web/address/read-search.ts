import { parseMoment } from '../../src/contract/rules/moment-rules.ts';

/** Readers of search parameters: what makes no sense is left out, for an address may be mistyped. */

export function readText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** One text is a list of one. */
export function readTexts(value: unknown): string[] | undefined {
  const texts = (Array.isArray(value) ? value : [value]).flatMap((each) => readText(each) ?? []);
  return texts.length > 0 ? texts : undefined;
}

export function readMoment(value: unknown): string | undefined {
  return parseMoment(readText(value) ?? '', { offset: 'needed' });
}

export function readId(value: unknown): number | undefined {
  const isWhole = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  const id = isWhole ? Number(value) : Number.NaN;
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

export function readIds(value: unknown): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.flatMap((each) => readId(each) ?? []);
  return ids.length > 0 ? ids : undefined;
}

export function readFlag(value: unknown): true | undefined {
  return value === true ? true : undefined;
}

export function chooseOne<const Choice extends string>(
  choices: readonly Choice[],
  value: unknown,
): Choice | undefined {
  return choices.find((choice) => choice === value);
}

type WithoutUndefined<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };

/** So that members which are not there stay out of addresses and bodies. */
export function omitUndefined<Members extends object>(members: Members): WithoutUndefined<Members>;
export function omitUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
