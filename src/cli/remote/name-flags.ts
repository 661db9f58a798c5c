// The server speaks of the members of a body; whoever typed flags is told those.

import { BatonError } from '../../client/client.ts';

type Naming = readonly (readonly [member: RegExp, name: string | ((...found: string[]) => string)])[];

const placeIn = (list: string) => (_member: string, place: string) => `place ${Number(place) + 1} of ${list}`;
export const inKebab = (member: string) =>
  member.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const toFlag = (member: string) => `--${inKebab(member)}`;
const distribution = /\bto\.distribution(?:\.\w+(?:\[\d+\])?)*/g;

const ofHowToRun: Naming = [
  [/\b(?:runAt|onFailure|onDrift|onReceiverUnavailable)\b/g, toFlag],
  [/^reason\b/g, toFlag],
];

/** Of leads that `baton leads list --select` finds. */
export const selectionFlags: Naming = [
  [/\bowner(?:UserId|Email)\b/g, '--select owner'],
  [/\basOf\b/g, '--as-of'],
  [/\bagentRole\b/g, '--select agent-role'],
];

/** Of leads that are named on the line, or that `--select` finds. */
export const reassignFlags: Naming = [
  [/\brows\[(\d+)\]\.leadId\b/g, placeIn('the leads')],
  [/\bleads\[(\d+)\]/g, placeIn('the leads')],
  [/\b(?:rows\[\d+\]\.)?listed(?:\[\d+\](?:\.\w+)?)?/g, '--with'],
  [/\b(?:rows\[\d+\]\.)?remove\[\d+\](?:\.\w+)?(?: of the request)?/g, '--remove'],
  [/\bto\.user(?:\.\w+)?/g, '--to'],
  [distribution, '--distribute or --level'],
  [/\bselection\.(\w+)(?:\.\w+)?/g, (_member, name = '') => `--select ${inKebab(name)}`],
  [/\bagentRole\b/g, '--empty-role'],
  [/\bothers: (?=all|keep|same-role)/g, '--others '],
  ...ofHowToRun,
];

export const undoFlags: Naming = [
  [/\bleads\[(\d+)\]/g, placeIn('--leads')],
  [/\busers\[(\d+)\]/g, placeIn('--users')],
  [/\breviveKeys\b/g, toFlag],
  ...ofHowToRun,
];

export const accountFlags: Naming = [
  [/\busers\[(\d+)\]/g, placeIn('the users')],
  [/\baccount\b(?=:| )/g, '--end-anyway'],
  ...ofHowToRun,
];

/** However deep in a body a key of another system stands. */
const ofExternalKeys: Naming = [
  [/\b(?:\w+\[\d+\]\.)?(?:facts\.)?externalKeys(?:\.[\w-]+)?/g, '--external-key'],
];

/** Of what is put by a key. */
export const putFlags: Naming = [
  ...ofExternalKeys,
  [/^attributes\b/g, '--attribute'],
  [/^(?:firstName|lastName|email|agentRole|accessRole|manager|name|status|source|state)\b/g, toFlag],
  [/^(?:phone|product|amount|createdAt|primary|reason)\b/g, toFlag],
];

export const factFlags: Naming = [
  ...ofExternalKeys,
  [/\bleads\[\d+\]\.facts\.attributes\b/g, '--attribute'],
  [/\b(?:(?:users|leads)\[\d+\]\.facts|newUsers\[\d+\])\.(\w+)/g, (_member, fact = '') => toFlag(fact)],
  ...ofHowToRun,
];

export const recordFlags: Naming = [
  ...ofExternalKeys,
  [/\bnewLeads\[\d+\]\.attributes\b/g, '--attribute'],
  [/\bnewLeads\[\d+\]\.(\w+)(?:\.\w+)?/g, (_member, fact = '') => toFlag(fact)],
  [/\bleads\[(\d+)\]/g, placeIn('the leads')],
  ...ofHowToRun,
];

export const offboardFlags: Naming = [
  [/\busers\[(\d+)\]/g, placeIn('those who leave')],
  [
    /\bleads\[\d+\](?:\.(?:agentRole|standing|to\.user(?:\.\w+)?|to\.distribution(?:\.\w+(?:\[\d+\])?)*))?/g,
    '--leads or --to',
  ],
  [distribution, '--distribute or --level'],
  [/\breports\.to\[\d+\](?:\.\w+)*/g, '--report'],
  [/\breports\.to\b/g, '--reports-to'],
  ...ofHowToRun,
];

/** Says of a refusal what the flags are called; `hint` is what to give besides, by the member at fault. */
export function inFlags(naming: Naming, hint: (field: string) => string | undefined = () => undefined) {
  const say = (text: string) => naming.reduce((said, [member, name]) => replace(said, member, name), text);
  return (error: unknown): never => {
    if (!(error instanceof BatonError)) throw error;
    const { field = '', code, status, organisations, retryAfterS } = error;
    const flags = hint(field);
    const problems = error.problems.map(({ column, reason, ...each }) => ({
      ...each,
      ...(column === undefined ? {} : { column: say(column) }),
      reason: say(reason),
    }));
    const detail = `${say(error.detail)}${flags ? `\nOn the command line: ${flags}.` : ''}`;
    throw new BatonError({ code, status, detail, field, problems, organisations, retryAfterS });
  };
}

function replace(text: string, member: RegExp, name: Naming[number][1]): string {
  return typeof name === 'string' ? text.replaceAll(member, name) : text.replaceAll(member, name);
}
