import { type Command, Option } from 'commander';
import { Refusal } from '../../contract/refusal.ts';
import { countOf } from '../../contract/rules/count-rules.ts';
import { type MayRemove, mayRemoveChoices } from '../../contract/words/access-words.ts';
import { createOrganisation } from '../../core/organisations/create-organisation.ts';
import { setCallLimit } from '../../core/organisations/set-call-limit.ts';
import { setMayRemove } from '../../core/organisations/set-may-remove.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { readConfig } from '../terminal/config.ts';
import { addDatabaseOptions, readPositive } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';

interface OrgFlags {
  org: number;
  json?: true;
}

/** `baton orgs create | limit | removal`. */
export function addOrgsCommand(program: Command): void {
  const orgs = program.command('orgs').description('make organisations and set their limits');

  addDatabaseOptions(orgs.command('create'))
    .description('make an empty organisation')
    .requiredOption('--org <n>', 'its number, the orgId of every call', readPositive)
    .requiredOption('--name <name>', 'its name')
    .option('--json', 'print JSON')
    .action(async (flags: OrgFlags & { name: string }) => {
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
      print(flags, { orgId: flags.org, name: flags.name }, () => [
        `Made organisation ${flags.org}, ${flags.name}.`,
      ]);
    });

  addDatabaseOptions(orgs.command('limit'))
    .description('set how many calls in any 5 seconds the LeadSquared face takes for an organisation')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .requiredOption('--calls <n>', 'calls in any 5 seconds', readPositive)
    .option('--json', 'print JSON')
    .action(async (flags: OrgFlags & { calls: number }) => {
      const changed = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        setCallLimit(database, flags.org, flags.calls),
      );
      print(flags, changed, () => [
        `Organisation ${flags.org} may make ${countOf(flags.calls, 'call')} in any 5 seconds.`,
      ]);
    });

  addDatabaseOptions(orgs.command('removal'))
    .description('set who may remove people from leads without naming who receives them')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .addOption(
      new Option('--by <who>', 'nobody, administrators, or managers in their teams, too')
        .choices(mayRemoveChoices)
        .makeOptionMandatory(),
    )
    .option('--json', 'print JSON')
    .action(async (flags: OrgFlags & { by: MayRemove }) => {
      const changed = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        setMayRemove(database, flags.org, flags.by),
      );
      print(flags, changed, () => [`In organisation ${flags.org} ${sentences[flags.by]}`]);
    });
}

const sentences = {
  nobody: 'nobody may remove people from leads.',
  administrators: 'administrators may remove people from leads.',
  managers: 'administrators and managers may remove people from leads.',
} as const;
