import type { ReassignPlan } from '../../client/client.ts';
import { UsageError } from '../terminal/options.ts';
import { refuseNamedTwice } from '../terminal/read-ids.ts';
import { readUser } from './user-argument.ts';

type Receiver = NonNullable<ReassignPlan['to']>;
type Distribution = NonNullable<Receiver['distribution']>;

/** Who receives, as commands are told it. */
export interface ReceiverFlags {
  to?: string;
  distribute?: string;
  level?: string;
  caps?: string;
  keepStanding?: true;
}

/** Reads who receives: one user, or several by shares; undefined where the flags name nobody. */
export function readReceiver({ caps, keepStanding, ...flags }: ReceiverFlags): Receiver | undefined {
  const { to, distribute, level } = flags;
  if ([to, distribute, level].filter((each) => each !== undefined).length > 1)
    throw new UsageError('Give one of --to, --distribute and --level.');
  const split = level === undefined ? distribute && readSplit(distribute) : readLevel(level);
  if (split) return { distribution: readDistribution(split, { caps, keepStanding }) };
  if (caps !== undefined || keepStanding)
    throw new UsageError('--caps and --keep-standing need --distribute or --level.');
  return to === undefined ? undefined : { user: readUser(to) };
}

interface Split {
  mode: Mode;
  shares: { user: string; share?: number }[];
}

/** `u1,u2` is even, `u1:2,u2:1` weighted, `u1:60%,u2:40%` in percent. */
function readSplit(distribute: string): Split {
  const shares = distribute.split(',').map(readShare);
  const modes = new Set(shares.map(({ mode }) => mode));
  const [mode = 'even'] = modes;
  if (modes.size > 1) {
    throw new UsageError('--distribute takes a weight for each user, a percentage for each, or none at all.');
  }
  return { mode, shares };
}

function readLevel(level: string): Split {
  const { mode, shares } = readSplit(level);
  if (mode !== 'even') throw new UsageError('--level looks at the books and takes no shares: 126,127.');
  return { mode: 'level', shares };
}

/** Caps are `u1:100,u2:50`. */
function readDistribution(
  { mode, shares }: Split,
  { caps = '', keepStanding }: { caps: string | undefined; keepStanding: true | undefined },
): Distribution {
  const capOf = readCaps(caps);
  const receivers = shares.map(({ user, share }) => {
    const cap = capOf.get(user);
    capOf.delete(user);
    return {
      user: readUser(user),
      ...(share === undefined ? {} : { share }),
      ...(cap === undefined ? {} : { cap }),
    };
  });
  const [unknown] = capOf.keys();
  if (unknown !== undefined)
    throw new UsageError(
      `--caps names ${unknown}, who is not among the receivers as they are written. Write each the same in both.`,
    );
  return { mode, receivers, ...(keepStanding ? { keepStanding } : {}) };
}

type Mode = Distribution['mode'];

function readShare(text: string): { user: string; mode: Mode; share?: number } {
  const [, user = '', digits, percent] = /^([^:]+?)(?::(\d+(?:\.\d+)?)(%?))?$/.exec(text.trim()) ?? [];
  if (user === '') throw new UsageError(`"${text}" is not like 126, 126:2 or 126:60%.`);
  if (digits === undefined) return { user, mode: 'even' };
  const share = Number(digits);
  if (!Number.isFinite(share))
    throw new UsageError(`The share of ${user} is larger than any number. Give weights such as 1 and 2.`);
  return { user, mode: percent ? 'percent' : 'weighted', share };
}

function readCaps(text: string): Map<string, number> {
  const entries = text
    .split(',')
    .filter((each) => each.trim() !== '')
    .map((each): [string, number] => {
      const [, user = '', digits = ''] = /^([^:]+):(\d{1,9})$/.exec(each.trim()) ?? [];
      if (user === '')
        throw new UsageError(
          `"${each}" is not like 126:100, a user and their largest book, of 9 digits at most.`,
        );
      return [user, Number(digits)];
    });
  refuseNamedTwice(
    entries.map(([user]) => user),
    '--caps',
  );
  return new Map(entries);
}
