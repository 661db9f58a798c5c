import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials } from '../../core/keys/access-key.ts';
import { createKey } from '../../core/keys/create-key.ts';
import { createSampleOrganisation } from '../../core/sample/create-sample.ts';
import { sampleFacts } from '../../core/sample/sample-facts.ts';
import { openAuthentication } from '../../core/sessions/authenticate.ts';
import { createSignInLink } from '../../core/sessions/create-sign-in-link.ts';
import { findSignInOrgs } from '../../core/sessions/find-sign-in-orgs.ts';
import type { Database } from '../../database/database.ts';

/** Makes the sample organisation where it is not there yet, and says what to open and to paste. */
export async function describeSample(
  database: Database,
  { address, people, dataDir }: { address: string; people: string; dataDir: string },
): Promise<string> {
  await createSampleOrganisation(database);
  const credentials = await getSampleCredentials(database, dataDir);
  const signIn = await describeSignIn(database, people);
  return `${[...banner(address, credentials), ...signIn].join('\n')}\n`;
}

/** Until the sample's administrator has a password, every start gives a link to set one. */
async function describeSignIn(database: Database, people: string): Promise<string[]> {
  const { orgId, adminEmail } = sampleFacts;
  const orgs = await findSignInOrgs(database, adminEmail);
  const sample = orgs.find((org) => org.orgId === orgId);
  if (!sample || sample.hasPassword) return [];
  const { path } = await createSignInLink(database, { orgId, userId: null }, { email: adminEmail });
  return [`Sign in as ${adminEmail}, and set a password:`, `${people}${path}`, ''];
}

/** The sample's key is kept in the data folder, for its owner alone, so that every start can show it again. */
async function getSampleCredentials(database: Database, dataDir: string): Promise<Credentials> {
  const file = join(dataDir, 'sample-key.json');
  const kept = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  const authenticate = openAuthentication(database);
  const isValid = kept && (await authenticate(kept).catch(() => undefined));
  if (isValid) return kept;
  const { accessKey, secretKey } = await createKey(database, sampleFacts.orgId, sampleFacts.adminEmail);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify({ accessKey, secretKey }), { mode: 0o600 });
  return { accessKey, secretKey };
}

function banner(address: string, { accessKey, secretKey }: Credentials): string[] {
  const keys = `accessKey=${encodeURIComponent(accessKey)}&secretKey=${secretKey}`;
  const { orgId, leadId, loanOfficer, managerChange } = sampleFacts;
  const reassignment = {
    ApplicationId: leadId,
    Assignments: [],
    PrimaryAgent: { UserId: String(loanOfficer.userId) },
    UnassignAllOtherUsers: true,
  };
  const managers = managerChange.userGuids.map((guid) => ({
    UserId: guid,
    ManagerId: managerChange.managerGuid,
  }));
  return [
    '',
    `Open ${address}; the API is at ${address}/docs. The sample organisation is orgId ${orgId}: ${sampleFacts.name}.`,
    '',
    'Reassign a lead (the Insellerate contract):',
    curl(`${address}/api/v2/pub/application/reassign?orgId=${orgId}&${keys}`, reassignment),
    '',
    'Change managers (the LeadSquared contract); the answer names the request:',
    curl(`${address}/v2/UserManagement.svc/UpdateReportingManagerInBulk?${keys}`, managers),
    '',
    'Follow what happened:',
    `curl -s '${address}/api/v1/requests?limit=2&${keys}'`,
    '',
  ];
}

function curl(url: string, body: unknown): string {
  return `curl -s -X POST '${url}' -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
}
