import type { Command } from 'commander';
import { createSampleOrganisation } from '../core/organisations/create-sample.ts';
import { sampleFacts } from '../core/organisations/sample-facts.ts';
import { readConfig } from './config.ts';
import { withOperatorDatabase } from './operator-database.ts';
import { addDatabaseOptions } from './options.ts';
import { print } from './print.ts';

/** `baton sample`: the fictional organisation to try Baton on. */
export function addSampleCommand(program: Command): void {
  addDatabaseOptions(program.command('sample'))
    .description('make the sample organisation (orgId 1): 240 fictional users and 20,000 leads; once')
    .option('--json', 'print JSON')
    .action(async (flags: { json?: true }) => {
      const isNew = await withOperatorDatabase(readConfig(flags, process.env), createSampleOrganisation, {
        mayCreate: true,
      });
      print(flags, { orgId: sampleFacts.orgId, isNew }, () => [
        isNew ? 'Made the sample organisation, orgId 1.' : 'Organisation 1 exists already.',
      ]);
    });
}
