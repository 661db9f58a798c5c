import { Readable } from 'node:stream';
import { type BatonClient, createClient, type ShownRequest } from '../../src/client/client.ts';
import { createKey } from '../../src/core/keys/create-key.ts';
import { importLeads } from '../../src/core/kinds/import/import-leads.ts';
import type { ImportReport } from '../../src/core/kinds/import/import-tally.ts';
import { importUsers } from '../../src/core/kinds/import/import-users.ts';
import { createOrganisation } from '../../src/core/organisations/create-organisation.ts';
import type { Database } from '../../src/database/database.ts';
import { type Answer, callServer, postJson } from '../support/call-server.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { type EndedProgram, runCli } from '../support/run-cli.ts';

/** A server that runs, and the database it runs on. */
export interface Server {
  address: string;
  database: Database;
}

/** An organisation that one case has for itself, as an administrator and the operator of the server see it. */
export interface World {
  baton: BatonClient;
  /** Imports rows under the columns that the operator's file would have. */
  importUsers(...rows: string[]): Promise<ImportReport>;
  importLeads(...rows: string[]): Promise<ImportReport>;
  endAccount(name: Name): Promise<void>;
  /** By the Insellerate contract; what is answered, whatever it is. */
  reassign(body: object | string, headers?: Record<string, string>): Promise<Answer>;
  /** Asks for a request and waits for its end. */
  make: (body: Parameters<BatonClient['requests']['create']>[0]) => Promise<ShownRequest>;
  /** On the command line, with a key of the administrator. */
  cli(...args: string[]): Promise<EndedProgram>;
}

/** One situation that users of such products have met, and what is right in it. */
export interface Case {
  /** A sentence of what is right. */
  says: string;
  play(world: World): Promise<void>;
}

/** Whom every organisation has, by their ids: ada leads ben, who leads all others; fay is a Processor. */
export const people = { ada: 1, ben: 2, cy: 3, dee: 4, eli: 5, fay: 6 } as const;
type Name = keyof typeof people;

const userColumns = 'first_name,last_name,email,agent_role,access_role,user_id,manager_email';
const leadColumns = 'lead_id,name,status,source,state,primary_email';

const users = [
  'Ada,Sample,ada@team.example,Loan Officer,administrator,1,',
  'Ben,Sample,ben@team.example,Loan Officer,manager,2,ada@team.example',
  'Cy,Sample,cy@team.example,Loan Officer,agent,3,ben@team.example',
  'Dee,Sample,dee@team.example,Loan Officer,agent,4,ben@team.example',
  'Eli,Sample,eli@team.example,Loan Officer,agent,5,ben@team.example',
  'Fay,Sample,fay@team.example,Processor,agent,6,ben@team.example',
];
/** The first six leads are cy's, and nobody stands on the other six. */
const leads = Array.from({ length: 12 }, (_, place) => {
  const leadId = place + 1;
  return `${leadId},Sample ${leadId},New,Web,TX,${leadId <= 6 ? 'cy@team.example' : ''}`;
});

/** Makes the organisation of one case. */
export async function beginCase({ address, database }: Server, orgId: number): Promise<World> {
  await createOrganisation(database, { orgId, name: `Case ${orgId}` });
  const land = (importRows: typeof importUsers, columns: string, rows: readonly string[]) =>
    importRows(database, orgId, Readable.from([`${columns}\n${rows.join('\n')}\n`]), {
      allOrNothing: false,
      requester: { userId: null, origin: 'cli' },
    });
  await land(importUsers, userColumns, users);
  await land(importLeads, leadColumns, leads);
  const { accessKey, secretKey } = await createKey(database, orgId, 'ada@team.example');
  const baton = createClient({ url: address, accessKey, secretKey });
  const keys = { 'x-lsq-accesskey': accessKey, 'x-lsq-secretkey': secretKey };
  return {
    baton,
    importUsers: (...rows) => land(importUsers, userColumns, rows),
    importLeads: (...rows) => land(importLeads, leadColumns, rows),
    endAccount: async (name) => {
      await deactivateUser(database, orgId, `${name}@team.example`);
    },
    reassign: (body, headers = {}) => {
      const path = `/api/v2/pub/application/reassign?orgId=${orgId}`;
      const call = postJson(path, { ...keys, ...headers }, body);
      return callServer(address, typeof body === 'string' ? { ...call, body } : call);
    },
    make: async (body) => baton.requests.wait((await baton.requests.create(body)).requestId),
    cli: (...args) =>
      runCli(args, { BATON_URL: address, BATON_ACCESS_KEY: accessKey, BATON_SECRET_KEY: secretKey }),
  };
}

/** Who is primary on the lead in the role, by their id. */
export async function primariesOn({ baton }: World, leadId: number): Promise<number[]> {
  const { assignments } = await baton.leads.show(leadId);
  return assignments.filter(({ standing }) => standing === 'primary').map(({ user }) => user.userId);
}
