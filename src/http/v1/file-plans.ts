import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import type { MakeQuery } from '../../contract/v1/csv-plans.ts';
import { type CsvKind, importedSubjects } from '../../contract/words/request-words.ts';
import { type Asker, refuseUnlessAdministrator } from '../../core/access/access-rules.ts';
import { planManagers } from '../../core/kinds/managers/plan-managers.ts';
import { readManagerRows } from '../../core/kinds/managers/read-manager-rows.ts';
import { planReassignment } from '../../core/kinds/reassign/plan-reassignment.ts';
import { readReassignmentRows } from '../../core/kinds/reassign/read-reassignment-rows.ts';
import type { Accepted } from '../../core/ledger/accept-plan.ts';
import type { PlanOptions } from '../../core/ledger/plan-rules.ts';
import { planUsersFile } from '../../core/requests/make/plan-users-file.ts';
import type { Database } from '../../database/database.ts';
import { readCsvReceiver } from './read-csv-receiver.ts';
import { readReceiver } from './read-reassign-plan.ts';
import type { Spooled } from './spool-upload.ts';

type PlanFile = (bulk: Database, orgId: number, file: Spooled, options: PlanOptions) => Promise<Accepted>;

export interface FilePlan {
  /** Refuses whoever may not ask for it in any case. */
  judge?: (caller: Asker) => void;
  /** Refuses what is wrong with the query, and plans the file that comes with it. */
  open: (query: MakeQuery, request: FastifyRequest) => PlanFile;
}

/** How the rows of a file are planned, by what the query says that they are. */
export const filePlans: { readonly [Kind in CsvKind]: FilePlan } = {
  reassign: { open: openReassignment },
  managers: { judge: (caller) => refuseUnlessAdministrator(caller, 'Changing managers'), open: openManagers },
  import: { judge: (caller) => refuseUnlessAdministrator(caller, 'Importing people'), open: openImport },
};

function openReassignment(query: MakeQuery, request: FastifyRequest): PlanFile {
  refuseSubjects(query);
  const to = readCsvReceiver(request, query);
  const ignored = readIgnored(query);
  return (bulk, orgId, file, options) =>
    planReassignment(bulk, orgId, {
      source: { rows: readAgain(() => readReassignmentRows(file.read(), ignored)) },
      terms: { to: to && readReceiver(to), others: query.others, agentRole: query.agentRole },
      spec: {},
      options,
    });
}

function openImport(query: MakeQuery): PlanFile {
  refuseUseless(query, 'an import');
  if (query.subjects === undefined) {
    throw new Refusal('invalid-input', {
      field: 'subjects',
      message: `An import needs to say what its rows are: ${importedSubjects.map((each) => `subjects=${each}`).join(' or ')}.`,
    });
  }
  const ignored = readIgnored(query);
  return (bulk, orgId, file, options) =>
    planUsersFile(bulk, orgId, { source: file.read(), ignored, options });
}

const useless = [
  'others',
  'agentRole',
  'to',
  'toUserId',
  'toEmail',
  'distribution',
  'onReceiverUnavailable',
] as const;

function openManagers(query: MakeQuery): PlanFile {
  refuseUseless(query, 'a change of managers');
  refuseSubjects(query);
  const ignored = readIgnored(query);
  return (bulk, orgId, file, options) =>
    planManagers(bulk, orgId, { rows: readAgain(() => readManagerRows(file.read(), ignored)), options });
}

function refuseUseless(query: MakeQuery, what: string): void {
  const name = useless.find((each) => query[each] !== undefined);
  if (name === undefined) return;
  throw new Refusal('invalid-input', {
    field: name,
    message: `${name} is of no use to ${what}; leave it out.`,
  });
}

/** Of other kinds the kind itself says it. */
function refuseSubjects({ subjects, kind }: MakeQuery): void {
  if (subjects === undefined) return;
  throw new Refusal('invalid-input', {
    field: 'subjects',
    message: `subjects says what the rows of an import are; of kind ${kind} they are known, so leave it out.`,
  });
}

function readIgnored({ ignoreColumns }: MakeQuery): string[] | undefined {
  return ignoreColumns?.split(',').map((name) => name.trim());
}

/** Rows that are read from the beginning by whoever asks for them: a transaction may be tried again. */
function readAgain<Row>(read: () => AsyncGenerator<Row[], void>): AsyncIterable<Row[]> {
  return { [Symbol.asyncIterator]: read };
}
