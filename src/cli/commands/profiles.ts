import { type Command, Option } from 'commander';
import { formOf } from '../../http/v1/csv/csv-form.ts';
import { profileFile, readProfiles, writeProfiles } from '../remote/profile-store.ts';
import { readNewKeys } from '../remote/read-new-keys.ts';
import { readUrl } from '../remote/remote-settings.ts';
import { UsageError } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';
import { printWhole } from '../terminal/print-whole.ts';
import { toTable } from '../terminal/table.ts';

const profileForm = formOf<{ name: string; url: string; accessKey: string }>({
  name: ({ name }) => name,
  url: ({ url }) => url,
  access_key: ({ accessKey }) => accessKey,
});

/** `baton profiles add | list | remove`. */
export function addProfilesCommand(program: Command): void {
  const profiles = program.command('profiles').description('keep servers and the keys to call them with');
  const file = profileFile(process.env);

  profiles
    .command('add')
    .description(`keep a server and keys in ${file}, for you alone`)
    .argument('<name>', 'its name; `default` is used where no server is named')
    .requiredOption('--url <url>', 'the server')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nThe keys come from BATON_ACCESS_KEY and BATON_SECRET_KEY, or are asked for.')
    .action(async (name: string, flags: { url: string; json?: true }) => {
      const url = readUrl(flags.url);
      const known = await readProfiles(file);
      const keys = await readNewKeys(process.env);
      await writeProfiles(file, new Map([...known, [name, { url, ...keys }]]));
      print(flags, { name, url, accessKey: keys.accessKey, file }, () => [
        `Kept ${name} in ${file}. Use it by --profile ${name}.`,
      ]);
    });

  profiles
    .command('list')
    .description('list the servers that are kept')
    .option('--json', 'print JSON')
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .action(async (flags: { csv?: true; json?: true }) => {
      const known = [...(await readProfiles(file))].map(([name, { url, accessKey }]) => ({
        name,
        url,
        accessKey,
      }));
      const lines = () =>
        toTable([['name', 'url', 'access key'], ...known.map((each) => Object.values(each))]);
      await printWhole(flags, known, { form: profileForm, lines });
    });

  profiles
    .command('remove')
    .description('forget a server and its keys')
    .argument('<name>', 'its name')
    .option('--json', 'print JSON')
    .action(async (name: string, flags: { json?: true }) => {
      const known = await readProfiles(file);
      if (!known.delete(name)) throw new UsageError(`There is no profile ${name} in ${file}.`);
      await writeProfiles(file, known);
      print(flags, { name, file }, () => [`Removed ${name}.`]);
    });
}
