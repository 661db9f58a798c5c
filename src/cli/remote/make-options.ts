import { type Command, Option } from 'commander';
import {
  type OnDrift,
  type OnFailure,
  type OnReceiverUnavailable,
  onDrifts,
  onFailures,
  onReceiversUnavailable,
} from '../../contract/words/term-words.ts';
import { momentOf } from '../terminal/moment-option.ts';
import type { FollowFlags } from './follow.ts';
import { addRemoteOptions } from './open-client.ts';
import type { RemoteFlags } from './remote-settings.ts';

/** The flags of every command that makes a request. */
export interface MakeFlags extends RemoteFlags, FollowFlags {
  plan?: true;
  reason?: string;
  runAt?: string;
  onFailure?: OnFailure;
  onDrift?: OnDrift;
}

/** And of one that gives leads to receivers. */
export interface LeadFlags extends MakeFlags {
  onReceiverUnavailable?: OnReceiverUnavailable;
}

/** The options of every command that makes a request out of what it is given. */
export function addMakeOptions(command: Command): Command {
  return addWhyAndWhen(addDerivedOptions(command))
    .addOption(
      new Option(
        '--on-failure <how>',
        'after a row that fails: continue (the default), stop, all-or-nothing',
      ).choices(onFailures),
    )
    .addOption(
      new Option(
        '--on-drift <how>',
        'with a row that changed since the plan: skip (the default), stop, overwrite',
      ).choices(onDrifts),
    );
}

/** The same of a command that gives leads to receivers. */
export function addLeadOptions(command: Command): Command {
  return addMakeOptions(command).addOption(
    new Option(
      '--on-receiver-unavailable <how>',
      'with leads of a distribution whose receiver takes none any more when it runs: fail (the default), split over the others',
    ).choices(onReceiversUnavailable),
  );
}

export function addWhyAndWhen(command: Command): Command {
  return command
    .option('--reason <text>', 'why, kept with the request')
    .option('--run-at <moment>', 'run not before this moment, ISO 8601 with an offset', momentOf('--run-at'));
}

/** The options of every command that makes a request. */
export function addDerivedOptions(command: Command): Command {
  return addRemoteOptions(command)
    .option('--plan', 'freeze and foresee only; prints the line that runs it')
    .option('--no-wait', 'do not wait until it has ended');
}

/** What a body says of how to run, as the flags say it. */
export function readRunOptions({ reason, runAt, onFailure, onDrift }: MakeFlags) {
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(runAt === undefined ? {} : { runAt }),
    ...(onFailure ? { onFailure } : {}),
    ...(onDrift ? { onDrift } : {}),
  };
}

export function readLeadOptions({ onReceiverUnavailable, ...flags }: LeadFlags) {
  return { ...readRunOptions(flags), ...(onReceiverUnavailable ? { onReceiverUnavailable } : {}) };
}
