import type { Command } from 'commander';
import { createSampleOrganisation } from '../core/organisations/create-sample.ts';
import { readConfig } from './config.ts';
import { withOperatorDatabase } from './operator-database.ts';
import { addDatabaseOptions } from './options.ts';

/** `baton sample`: the fictional organisation to try Baton on. */
export function addSampleCommand(program: Command): void {
  addDatabaseOptions(program.command('sample'))
    .description('make the sample organisation (orgId 1): 240 fictional users and 20,000 leads; once')
    .action(async (flags: object) => {
      const isNew = await withOperatorDatabase(readConfig(flags, process.env), createSampleOrganisation, {
        mayCreate: true,
      });
      process.stdout.write(
        isNew ? 'Made the sample organisation, orgId 1.\n' : 'Organisation 1 exists already.\n',
      );
    });
}
