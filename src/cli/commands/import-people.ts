import type { Command } from 'commander';
import { followMade } from '../remote/follow.ts';
import { addMakeOptions, type MakeFlags, readRunOptions } from '../remote/make-options.ts';
import { openClient } from '../remote/open-client.ts';
import { ignoreColumnsOption } from '../terminal/ignore-columns.ts';
import { openUpload } from '../terminal/open-input.ts';

/** `baton users import`: a request, followed to its end. */
export function addPeopleImport(users: Command): void {
  addMakeOptions(users.command('import'))
    .description(
      'bring people who are new and change those who are here, by a CSV file; docs/operate/import.md names its columns',
    )
    .argument('<file>', 'the CSV file, with a header line; - for standard input')
    .addOption(ignoreColumnsOption())
    .action(importPeople);
}

async function importPeople(file: string, flags: MakeFlags & { ignoreColumns?: string[] }): Promise<void> {
  const client = await openClient(flags);
  const { plan } = flags;
  const made = await client.requests.createFromCsv(
    await openUpload(file),
    {
      kind: 'import',
      subjects: 'users',
      ignoreColumns: flags.ignoreColumns?.join(),
      ...readRunOptions(flags),
    },
    { plan },
  );
  await followMade(client, made, flags);
}
