import { type Static, Type } from 'typebox';
import { largestId, mostCsvLeads, mostRows } from '../words/limits.ts';
import { csvKinds, importedSubjects } from '../words/request-words.ts';
import { otherUsers } from '../words/term-words.ts';
import { email } from './email.ts';
import { onReceiverUnavailable, planQuery, roleName, runOptions } from './plans.ts';

/** What `POST /api/v1/requests` takes where the rows are CSV. */

const ofCsv = 'Of a CSV body:';

/** Where the rows are CSV, the query holds what else a JSON body would. */
export const makeQuery = Type.Object({
  ...planQuery.properties,
  kind: Type.Optional(Type.Enum(csvKinds, { description: `${ofCsv} what its rows are.` })),
  subjects: Type.Optional(
    Type.Enum(importedSubjects, {
      description: `${ofCsv} of kind \`import\`: what its rows bring or change.`,
    }),
  ),
  toUserId: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: largestId,
      description: `${ofCsv} who receives the leads whose row names no primary.`,
    }),
  ),
  toEmail: Type.Optional(email),
  distribution: Type.Optional(
    Type.String({
      description:
        `${ofCsv} instead of one user, several receive the leads whose row names no primary. JSON, as ` +
        '`to.distribution` is in a JSON body; some 200 receivers fit into a URL, and a JSON body takes more.',
      examples: ['{"mode":"even","receivers":[{"user":{"userId":126}},{"user":{"userId":127},"cap":400}]}'],
    }),
  ),
  to: Type.Optional(
    Type.Enum(['nobody'], {
      description:
        `${ofCsv} nobody receives the leads whose row names no primary, and others, agentRole or columns of the ` +
        'row say who is removed.',
    }),
  ),
  others: Type.Optional(
    Type.Enum(otherUsers, {
      description: `${ofCsv} what becomes of users who are not named; keep unless it is said.`,
    }),
  ),
  agentRole: Type.Optional(
    Type.String({ ...roleName, description: `${ofCsv} where nobody receives, the role that is emptied.` }),
  ),
  onReceiverUnavailable: Type.Optional(onReceiverUnavailable),
  ignoreColumns: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 40_000,
      description:
        `${ofCsv} columns that are left aside, by their names, separated by commas; the word unknown: all that are ` +
        'not known. Without it, a file with such a column is refused, and the refusal names them.',
      examples: ['unknown'],
    }),
  ),
  ...runOptions,
});
export type MakeQuery = Static<typeof makeQuery>;

export const csvRows = Type.Unsafe<unknown>({
  description:
    'UTF-8, or UTF-16 with a byte order mark; separated by commas, semicolons, tabs or vertical bars, as the first ' +
    'line or a line `sep=;` above it says; the first line names the columns, which may be called as other systems ' +
    'call them (Id, OwnerId, Owner.Email, ManagerId). `reassign`: lead_id, and as wanted primary_email or ' +
    'primary_user_id (the word nobody: nobody; blank: whoever receives by the query), listed_emails or ' +
    'listed_user_ids (separated by semicolons), others, agent_role (the role to empty where nobody receives), ' +
    'remove_emails or remove_user_ids (who is removed), key. `managers`: ' +
    'user_email or user_id, manager_email or manager_id (blank: nobody), and as wanted key. `import` of users: email, user_id or guid (who is here already, or by an ' +
    'email who is new), and as wanted first_name, last_name, agent_role, access_role, manager_email or manager_id; a blank ' +
    'leaves what is known. Up to ' +
    `${mostCsvLeads.toLocaleString('en')} leads or ${mostRows.toLocaleString('en')} users, and 1 GiB.`,
  examples: ['lead_id,primary_email,key\n1001,ana@example.com,A-1\n'],
});
