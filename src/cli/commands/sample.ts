import type { Command } from 'commander';
import { createSampleOrganisation } from '../../core/sample/create-sample.ts';
import { sampleFacts } from '../../core/sample/sample-facts.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { readConfig } from '../terminal/config.ts';
import { addDatabaseOptions } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';

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
