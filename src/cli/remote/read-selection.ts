import type { ReassignPlan } from '../../client/client.ts';
import { type Standing, standings } from '../../contract/words/lead-words.ts';
import { momentOf } from '../terminal/moment-option.ts';
import { UsageError } from '../terminal/options.ts';
import { readIds } from '../terminal/read-ids.ts';
import { inKebab } from './name-flags.ts';
import { readUser } from './user-argument.ts';

type Selection = NonNullable<ReassignPlan['selection']>;

/** How each is read, as it is named on the command line in kebab-case. One that is missing here does not compile. */
const members: {
  readonly [Name in Exclude<keyof Selection, 'attributes'>]-?: (
    text: string,
    all: string[],
  ) => Selection[Name];
} = {
  q: (text) => text,
  owner: readUser,
  asOf: momentOf('--select as-of'),
  agentRole: (text) => text,
  standing: readStanding,
  status: (_text, all) => all,
  source: (_text, all) => all,
  state: (_text, all) => all,
  createdFrom: momentOf('--select created-from'),
  createdBefore: momentOf('--select created-before'),
  archived: (text) => readSwitch('archived', text),
  unassigned: (text) => readSwitch('unassigned', text),
  primaryInactive: (text) => readSwitch('primary-inactive', text),
  except: (_text, all) => readIds(all.join(), 'lead', '--select except'),
};

const severalAllowed: readonly string[] = ['status', 'source', 'state', 'except'];
const attributePrefix = 'attribute.';

/** Reads `--select key=value …`: all of it must hold; a status, source or state given twice may be either, `except` leaves out each. */
export function readSelection(pairs: readonly string[]): Selection {
  const given = Map.groupBy(pairs.map(readPair), ([name]) => name);
  const attributes: Record<string, string> = {};
  let selection: Selection = {};
  for (const [name, pairsOfName] of given) {
    const all = pairsOfName.map(([, each]) => each);
    const [value = '', ...more] = all;
    if (more.length > 0 && !severalAllowed.includes(name)) {
      throw new UsageError(`--select ${name} can be given once.`);
    }
    if (name.startsWith(attributePrefix)) attributes[name.slice(attributePrefix.length)] = value;
    else selection = { ...selection, ...readMember(name, value, all) };
  }
  return Object.keys(attributes).length > 0 ? { ...selection, attributes } : selection;
}

function readPair(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value) return [name, value];
  throw new UsageError(`"${text}" is not like key=value, such as status=New.`);
}

function readMember(name: string, value: string, all: string[]): Selection {
  const found = Object.entries(members).find(([member]) => inKebab(member) === name);
  if (found) return { [found[0]]: found[1](value, all) };
  const known = [...Object.keys(members).map(inKebab), `${attributePrefix}<name>`].join(', ');
  throw new UsageError(`--select does not know ${name}. It knows ${known}.`);
}

function readStanding(text: string): Standing {
  const found = standings.find((standing) => standing === text);
  if (found) return found;
  throw new UsageError(`--select standing is ${standings.join(' or ')}.`);
}

function readSwitch(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new UsageError(`--select ${name} is true or false.`);
}
