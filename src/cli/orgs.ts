import type { Command } from 'commander';
import { Refusal } from '../contract/refusal.ts';
import { createOrganisation } from '../core/organisations/create-organisation.ts';
import { setCallLimit } from '../core/organisations/set-call-limit.ts';
import { readConfig } from './config.ts';
import { withOperatorDatabase } from './operator-database.ts';
import { addDatabaseOptions, readPositive } from './options.ts';

/** `baton orgs create | limit`. */
export function addOrgsCommand(program: Command): void {
  const orgs = program.command('orgs').description('make organisations and set their limits');

  addDatabaseOptions(orgs.command('create'))
    .description('make an empty organisation')
    .requiredOption('--org <n>', 'its number, the orgId of every call', readPositive)
    .requiredOption('--name <name>', 'its name')
    .action(async (flags: { org: number; name: string }) => {
      const isNew = await withOperatorDatabase(
        readConfig(flags, process.env),
        (database) => createOrganisation(database, { orgId: flags.org, name: flags.name }),
        { mayCreate: true },
      );
      if (!isNew) {
        throw new Refusal('already-exists', {
          message: `Organisation ${flags.org} exists already. Choose another number.`,
        });
      }
      process.stdout.write(`Made organisation ${flags.org}, ${flags.name}.\n`);
    });

  addDatabaseOptions(orgs.command('limit'))
    .description('set how many calls in any 5 seconds the LeadSquared face takes for an organisation')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .requiredOption('--calls <n>', 'calls in any 5 seconds', readPositive)
    .action(async (flags: { org: number; calls: number }) => {
      await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        setCallLimit(database, flags.org, flags.calls),
      );
      process.stdout.write(`Organisation ${flags.org} may make ${flags.calls} calls in any 5 seconds.\n`);
    });
}
