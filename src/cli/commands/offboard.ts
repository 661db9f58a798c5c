import type { Command } from 'commander';
import type { OffboardPlan } from '../../client/client.ts';
import { followMade } from '../remote/follow.ts';
import { addLeadOptions, type LeadFlags, readLeadOptions } from '../remote/make-options.ts';
import { inFlags, offboardFlags } from '../remote/name-flags.ts';
import { openClient } from '../remote/open-client.ts';
import { type ReceiverFlags, readReceiver } from '../remote/read-distribution.ts';
import { readUser } from '../remote/user-argument.ts';
import { UsageError } from '../terminal/options.ts';

interface OffboardFlags extends LeadFlags, ReceiverFlags {
  leads?: string[];
  reportsTo?: string;
  report?: string[];
  endAnyway?: true;
}

type Group = NonNullable<OffboardPlan['leads']>[number];
type Reports = NonNullable<OffboardPlan['reports']>;

/** `baton offboard`. */
export function addOffboardCommand(program: Command): void {
  addLeadOptions(program.command('offboard'))
    .description('hand over everything leavers hold and end their accounts, in one request')
    .argument('<users...>', 'who leaves: ids or e-mail addresses; none of several receives from another')
    .option('--to <user>', 'who receives the leads that --leads does not name')
    .option('--distribute <shares>', 'several receive them: 126,127 or 126:2,127:1 or 126:60%,127:40%')
    .option('--level <users>', 'several receive them, so that their books end as equal as they can: 126,127')
    .option('--caps <caps>', 'the largest books to end up with, with --distribute or --level: 126:100,127:50')
    .option('--keep-standing', 'with --distribute or --level: a lead stays with a receiver who stands on it')
    .option(
      '--leads <group=users...>',
      "leads by role or standing, or both: 'Loan Officer=126' '*/secondary=127' 'Processor/primary=130:2,131:1' '*/primary=level:130,131'",
    )
    .option('--reports-to <user>', 'whom the direct reports go to; without it, the nearest manager who stays')
    .option(
      '--report <user=manager...>',
      'whom one of them goes to; the others to the nearest manager who stays',
    )
    .option(
      '--end-anyway',
      'end the accounts first, whatever cannot be placed; without it, an account with something left stays',
    )
    .action(async (leavers: string[], flags: OffboardFlags) => {
      const body = readOffboarding(leavers, flags);
      const client = await openClient(flags);
      const made = await client.requests[flags.plan ? 'plan' : 'create'](body).catch(
        inFlags(offboardFlags, findFlags),
      );
      await followMade(client, made, flags);
    });
}

function findFlags(field = ''): string | undefined {
  if (field.startsWith('leads')) {
    return "--to USER, --distribute USERS, --level USERS, or --leads 'ROLE/STANDING=USER' for each group";
  }
  if (field.startsWith('reports')) return '--reports-to MANAGER, or --report USER=MANAGER for each report';
  return undefined;
}

function readOffboarding(leavers: readonly string[], flags: OffboardFlags): OffboardPlan {
  const [user, ...others] = leavers.map(readUser);
  const rest = readReceiver(flags);
  const leads = [...(flags.leads ?? []).map(readGroup), ...(rest ? [{ to: rest }] : [])];
  const reports = readReports(flags);
  return {
    kind: 'offboard',
    ...(others.length === 0 && user ? { user } : { users: leavers.map(readUser) }),
    ...(leads.length > 0 ? { leads } : {}),
    ...(reports ? { reports } : {}),
    ...(flags.endAnyway ? { account: 'end-anyway' as const } : {}),
    ...readLeadOptions(flags),
  };
}

/** `Loan Officer=126`, `Processor/primary=130:2,131:1`, `*` + `/secondary=127`. */
function readGroup(text: string): Group {
  const [, role = '', standing, users = ''] = /^([^=/]+)(?:\/(primary|secondary))?=(.+)$/.exec(text) ?? [];
  const to = users && readReceivers(users);
  if (!to) throw new UsageError(`"${text}" is not like 'Loan Officer=126' or 'Processor/secondary=130,131'.`);
  return {
    ...(role === '*' ? {} : { agentRole: role }),
    ...(standing === 'primary' || standing === 'secondary' ? { standing } : {}),
    to,
  };
}

/** `126`, `130,131`, `130:2,131:1` or `level:130,131`. */
function readReceivers(users: string): Group['to'] | undefined {
  if (users.startsWith('level:')) return readReceiver({ level: users.slice('level:'.length) });
  return readReceiver(/[,:]/.test(users) ? { distribute: users } : { to: users });
}

function readReports({ reportsTo, report }: OffboardFlags): Reports | undefined {
  if (reportsTo !== undefined && report) throw new UsageError('Give --reports-to or --report, not both.');
  if (report) return { to: report.map(readReport) };
  if (reportsTo === undefined) return undefined;
  return { to: reportsTo === 'manager' ? 'manager' : readUser(reportsTo) };
}

function readReport(text: string) {
  const [user = '', manager = '', more] = text.split('=');
  if (more !== undefined || manager === '')
    throw new UsageError(`"${text}" is not like 126=130, a user and their new manager.`);
  return { user: readUser(user), manager: readUser(manager) };
}
