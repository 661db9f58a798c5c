import { leadFacts } from '../../../contract/words/fact-words.ts';
import type { ExportedAssignment } from '../../../core/exports/export-assignments.ts';
import type { ExportedLead } from '../../../core/exports/export-leads.ts';
import type { ExportedLine } from '../../../core/exports/export-lines.ts';
import type { UserSummary } from '../../../core/users/list-users.ts';
import { type CsvForm, formOf } from '../csv/csv-form.ts';

// Where an import reads a file of the same, the columns are those that it reads.

/** With a column for each of these attributes. */
export function leadTable(attributes: readonly string[]): CsvForm<ExportedLead> {
  const facts = leadFacts.map((fact) => [fact, (lead: ExportedLead) => lead[fact]] as const);
  const own = attributes.map(
    (name) => [`attribute.${name}`, (lead: ExportedLead) => textOf(lead, name)] as const,
  );
  return formOf<ExportedLead>({
    lead_id: ({ leadId }) => leadId,
    ...Object.fromEntries(facts),
    created_at: ({ createdAt }) => createdAt,
    primary_email: ({ assignments: [first] }) => (first?.standing === 'primary' ? first.email : null),
    ...Object.fromEntries(own),
  });
}

function textOf({ attributes }: ExportedLead, name: string): string | undefined {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

export const userTable = formOf<UserSummary>({
  user_id: ({ userId }) => userId,
  guid: ({ guid }) => guid,
  first_name: ({ firstName }) => firstName,
  last_name: ({ lastName }) => lastName,
  email: ({ email }) => email,
  agent_role: ({ agentRole }) => agentRole,
  access_role: ({ accessRole }) => accessRole,
  is_active: ({ isActive }) => isActive,
  manager_email: ({ manager }) => manager?.email,
  is_head: ({ isHead }) => isHead,
});

const line = {
  user_id: ({ user }: ExportedLine) => user.userId,
  user_email: ({ user }: ExportedLine) => user.email,
  manager_id: ({ manager }: ExportedLine) => manager.userId,
  manager_email: ({ manager }: ExportedLine) => manager.email,
};
const stay = {
  from_at: ({ fromAt }: ExportedLine | ExportedAssignment) => fromAt,
  from_request_id: ({ fromRequestId }: ExportedLine | ExportedAssignment) => fromRequestId,
  until_at: ({ untilAt }: ExportedLine | ExportedAssignment) => untilAt,
  until_request_id: ({ untilRequestId }: ExportedLine | ExportedAssignment) => untilRequestId,
};

export const lineTable = formOf<ExportedLine>(line);
/** What no file of managers takes: several lines of one user. */
export const pastLineTable = formOf<ExportedLine>({ ...line, ...stay });

export const assignmentTable = formOf<ExportedAssignment>({
  lead_id: ({ leadId }) => leadId,
  user_id: ({ user }) => user.userId,
  user_name: ({ user }) => user.name,
  user_email: ({ user }) => user.email,
  role: ({ role }) => role,
  standing: ({ standing }) => standing,
  ...stay,
});
