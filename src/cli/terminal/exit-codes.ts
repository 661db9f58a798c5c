import { CommanderError } from 'commander';
import { BatonError } from '../../client/client.ts';
import { Refusal } from '../../contract/refusal.ts';
import { ConfigError } from './config.ts';
import { UsageError } from './options.ts';

/** What a command ends with, so that scripts and schedules need not read its words. */
export const exitCodes = {
  done: 0,
  /** It was answered, and not all is well: there are orphans, rows failed, or a rule refused it. */
  notAllWell: 1,
  /** The command, its settings, its file or its keys are not right: the same again ends the same. */
  wrongUse: 2,
  /** Nobody answered, or nobody could: it may be tried again. */
  noAnswer: 3,
} as const;

/** For the end of the help. */
export const exitCodesHelp = `
Exit codes: 0 all is well, 1 answered and not all is well, 2 wrong use, 3 no answer.`;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const statusesOfWrongUse = new Set([400, 401, 403, 405, 413, 415]);
const statusesOfRules = new Set([404, 409, 412]);

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  if (error instanceof ConfigError || error instanceof UsageError) return exitCodes.wrongUse;
  if (error instanceof BatonError || error instanceof Refusal) return exitCodeOfRefusal(error);
  return exitCodes.noAnswer;
}

/** An organisation that is not there was named by a setting; a lead or a user is what was asked about. */
function exitCodeOfRefusal({ code, status }: Pick<BatonError, 'code' | 'status'>): ExitCode {
  if (code === 'not-baton') return exitCodes.noAnswer;
  if (code === 'organisation-not-found' || statusesOfWrongUse.has(status)) return exitCodes.wrongUse;
  return statusesOfRules.has(status) ? exitCodes.notAllWell : exitCodes.noAnswer;
}
