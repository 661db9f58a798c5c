import { type Command, Option } from 'commander';
import type { CsvTerms, ShownRequest } from '../../client/client.ts';
import { otherUsers } from '../../contract/words/term-words.ts';
import { followMade } from '../remote/follow.ts';
import { addLeadOptions, readLeadOptions } from '../remote/make-options.ts';
import { inFlags, reassignFlags } from '../remote/name-flags.ts';
import { openClient } from '../remote/open-client.ts';
import { readReceiver } from '../remote/read-distribution.ts';
import { ensureOneSource, type ReassignFlags, readReassignment } from '../remote/read-reassignment.ts';
import { readRemoval } from '../remote/read-removal.ts';
import { addReceiverOptions } from '../remote/receiver-options.ts';
import { ensureOfCsv, ignoreColumnsOption } from '../terminal/ignore-columns.ts';
import { openUpload } from '../terminal/open-input.ts';
import { readPositive, UsageError } from '../terminal/options.ts';
import { reassignByInsellerate } from '../vendor/reassign-by-insellerate.ts';

/** `baton reassign`. */
export function addReassignCommand(program: Command): void {
  addReceiverOptions(addLeadOptions(program.command('reassign')))
    .description('change who stands on leads: those named, those of a CSV file, or those a filter finds')
    .argument('[leadIds...]', 'the leads')
    .option(
      '--csv <file>',
      'the leads of a file, - for standard input: lead_id, and as wanted primary_email, …',
    )
    .addOption(ignoreColumnsOption())
    .option('--select <key=value...>', 'the leads that a filter finds, such as owner=126 status=New')
    .option('--nobody', 'nobody receives them: everybody is removed')
    .option('--empty-role <role>', 'nobody receives them: everybody in this agent role is removed')
    .option('--remove <users...>', 'users who are removed, whoever receives')
    .option('--with <users...>', 'users who stand on the leads too')
    .addOption(
      new Option(
        '--others <which>',
        'users who are not named: keep (the default), or remove same-role or all',
      ).choices(otherUsers),
    )
    .addOption(
      new Option('--dialect <dialect>', 'drive a server that speaks the vendor’s contract').choices([
        'insellerate',
      ]),
    )
    .option('--org <n>', 'with --dialect: the organisation', readPositive)
    .action(reassign);
}

async function reassign(
  leadIds: string[],
  flags: ReassignFlags & { dialect?: 'insellerate'; org?: number },
): Promise<void> {
  ensureOneSource(leadIds, flags);
  ensureOfCsv(flags);
  if (flags.dialect) return reassignByInsellerate(leadIds, flags);
  if (flags.org !== undefined) throw new UsageError('--org goes with --dialect.');
  const client = await openClient(flags);
  const made: ShownRequest =
    flags.csv === undefined
      ? await client.requests[flags.plan ? 'plan' : 'create'](readReassignment(leadIds, flags)).catch(
          inFlags(reassignFlags),
        )
      : await client.requests.createFromCsv(await openUpload(flags.csv), readCsvTerms(flags), {
          plan: flags.plan,
        });
  await followMade(client, made, flags);
}

/** A file's leads go to whom each row names, or else to one user, by shares or to nobody. */
function readCsvTerms(flags: ReassignFlags): CsvTerms {
  if (flags.with) {
    throw new UsageError(
      'With --csv, the column listed_emails or listed_user_ids names who else stands on a lead, not --with.',
    );
  }
  if (flags.remove) {
    throw new UsageError(
      'With --csv, the column remove_emails or remove_user_ids names who is removed, not --remove.',
    );
  }
  const receiver = readReceiver(flags);
  const removal = readRemoval(flags, { receives: receiver !== undefined, others: flags.others });
  const { user, distribution } = receiver ?? {};
  return {
    kind: 'reassign',
    ignoreColumns: flags.ignoreColumns?.join(),
    to: removal && 'nobody',
    toUserId: user?.userId,
    toEmail: user?.email,
    distribution,
    others: removal?.others ?? flags.others,
    agentRole: removal?.agentRole,
    ...readLeadOptions(flags),
  };
}
