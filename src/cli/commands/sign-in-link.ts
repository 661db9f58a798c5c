import type { Command } from 'commander';
import { Refusal } from '../../contract/refusal.ts';
import { createSignInLink } from '../../core/sessions/create-sign-in-link.ts';
import { findSignInOrgs } from '../../core/sessions/find-sign-in-orgs.ts';
import { removeSecondFactorOf } from '../../core/sessions/remove-second-factor-of.ts';
import type { Database } from '../../database/database.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { findAddress } from '../local/serving-file.ts';
import { type Config, readConfig } from '../terminal/config.ts';
import { addDatabaseOptions, readPositive, UsageError } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';

interface Flags {
  email: string;
  org?: number;
  host?: string;
  port?: string;
  removeSecondFactor?: true;
  json?: true;
}

/** `baton sign-in-link`: the first administrator's way in, an invitation, or the way back after a lost password. */
export function addSignInLinkCommand(program: Command): void {
  addDatabaseOptions(program.command('sign-in-link'))
    .description('make a link by which an active user sets a password and signs in, once, within 72 hours')
    .requiredOption('--email <email>', 'the user')
    .option('--org <n>', 'the organisation, where the e-mail is of several', readPositive)
    .option('--public-url <url>', 'the address that people open ($BATON_PUBLIC_URL)')
    .option(
      '--host <host>',
      'else the address that serves; without it, that of the running server ($BATON_HOST)',
    )
    .option('--port <port>', 'and its port ($BATON_PORT)')
    .option('--remove-second-factor', 'also remove the second factor, of somebody who lost it')
    .option('--json', 'print JSON')
    .action(async (flags: Flags) => {
      const config = readConfig(flags, process.env);
      const made = await withOperatorDatabase(config, (database) => makeLink(database, flags));
      const address = await findPeoplesAddress(config, flags);
      const link = { orgId: made.orgId, url: `${address}${made.path}`, expiresAt: made.expiresAt };
      print(flags, link, () => [link.url, `It works once, until ${link.expiresAt}.`]);
    });
}

async function makeLink(database: Database, { email, org, removeSecondFactor }: Flags) {
  const operator = { orgId: org ?? (await findOrg(database, email)), userId: null } as const;
  if (removeSecondFactor) await removeSecondFactorOf(database, operator, { email });
  return { orgId: operator.orgId, ...(await createSignInLink(database, operator, { email })) };
}

async function findOrg(database: Database, email: string): Promise<number> {
  const [found, ...others] = await findSignInOrgs(database, email);
  if (!found) throw new Refusal('user-not-found', { message: `There is no active user ${email}.` });
  if (others.length === 0) return found.orgId;
  const orgs = [found, ...others].map(({ orgId, name }) => `${orgId} (${name})`).join(', ');
  throw new UsageError(`${email} is in the organisations ${orgs}. Name one with --org.`);
}

/** As the settings say; else of the server that runs on the data folder, which may have picked its own port. */
async function findPeoplesAddress(config: Config, flags: Flags): Promise<string> {
  const { publicUrl, host, port, dataDir, databaseUrl } = config;
  if (publicUrl !== undefined) return publicUrl;
  const isSaid = flags.host ?? flags.port ?? (process.env.BATON_HOST || process.env.BATON_PORT);
  const running = isSaid || databaseUrl ? undefined : await findAddress(dataDir);
  return running ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
