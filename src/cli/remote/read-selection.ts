import type { ReassignPlan } from '../../client/client.ts';
import { type Standing, standings } from '../../contract/words/lead-words.ts';
import { momentOf } from '../terminal/moment-option.ts';
import { UsageError } from '../terminal/options.ts';
import { readIds } from '../terminal/read-ids.ts';
import { readUser } from './user-argument.ts';

type Selection = NonNullable<ReassignPlan['selection']>;

const members = {
  q: (text: string) => ({ q: text }),
  owner: (text: string) => ({ owner: readUser(text) }),
  'as-of': (text: string) => ({ asOf: momentOf('--select as-of')(text) }),
  'agent-role': (text: string) => ({ agentRole: text }),
  standing: (text: string) => ({ standing: readStanding(text) }),
  status: (_: string, all: string[]) => ({ status: all }),
  source: (_: string, all: string[]) => ({ source: all }),
  state: (_: string, all: string[]) => ({ state: all }),
  'created-from': (text: string) => ({ createdFrom: momentOf('--select created-from')(text) }),
  'created-before': (text: string) => ({ createdBefore: momentOf('--select created-before')(text) }),
  unassigned: (text: string) => ({ unassigned: readSwitch('unassigned', text) }),
  'primary-inactive': (text: string) => ({ primaryInactive: readSwitch('primary-inactive', text) }),
  except: (_: string, all: string[]) => ({ except: readIds(all.join(), 'lead', '--select except') }),
} satisfies Record<string, (text: string, all: string[]) => Selection>;

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
  const read = Object.entries(members).find(([known]) => known === name)?.[1];
  if (read) return read(value, all);
  const known = [...Object.keys(members), `${attributePrefix}<name>`].join(', ');
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
