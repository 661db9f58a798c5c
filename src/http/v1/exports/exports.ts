import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { leadExportQuery, lineExportQuery, userExportQuery } from '../../../contract/v1/exports.ts';
import { namingListProblems } from '../../../contract/v1/problems.ts';
import { exportAssignments } from '../../../core/exports/export-assignments.ts';
import { exportLeads } from '../../../core/exports/export-leads.ts';
import { exportLines } from '../../../core/exports/export-lines.ts';
import { exportUsers } from '../../../core/exports/export-users.ts';
import type { Database } from '../../../database/database.ts';
import { readLeadsQuery } from '../read-leads-query.ts';
import { assignmentTable, leadTable, lineTable, pastLineTable, userTable } from './export-forms.ts';
import { ExportRoom } from './export-room.ts';
import { sendExport } from './send-export.ts';

const text = Type.Unsafe<Readable>({ type: 'string' });
const response = {
  200: {
    description: 'The rows.',
    content: { 'text/csv': { schema: text }, 'application/x-ndjson': { schema: text } },
  },
  ...namingListProblems,
};
const shared = { tags: ['Baton'], response };
const alike =
  'Of whoever asks it holds what they see, all as of one moment. A file of any size goes through flat memory; one that ' +
  'breaks off ends without its last chunk, which programs that speak HTTP take for an error. What a spreadsheet would take ' +
  "for a formula gets a ' before it in a table, as in the lists as CSV; an import takes it off.";

/** Whole tables, as files. */
export function serveExports(scope: FastifyInstance, bulk: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  const room = new ExportRoom(4);

  app.get(
    '/api/v1/exports/leads',
    {
      exposeHeadRoute: false,
      schema: {
        ...shared,
        operationId: 'exportLeads',
        summary: 'Export leads',
        description: `The leads that a list with the same filters shows, by their ids; as a table in the columns that an import reads. ${alike}`,
        querystring: leadExportQuery,
      },
    },
    async ({ caller, query: { format = 'csv', ...query } }, reply) =>
      sendExport(reply, { name: 'leads', format, room }, (take) =>
        exportLeads(
          bulk,
          caller,
          { ...filterOf(query), isTable: format === 'csv' },
          ({ attributes, pages }) => take(leadTable(attributes), pages),
        ),
      ),
  );

  app.get(
    '/api/v1/exports/users',
    {
      exposeHeadRoute: false,
      schema: {
        ...shared,
        operationId: 'exportUsers',
        summary: 'Export users',
        description: `The users that a list with the same filters shows, by their ids; as a table in the columns that an import reads. ${alike}`,
        querystring: userExportQuery,
      },
    },
    async ({ caller, query: { format = 'csv', ids, ...query } }, reply) =>
      sendExport(reply, { name: 'users', format, room }, (take) =>
        exportUsers(bulk, caller, { ...query, userIds: ids?.split(',').map(Number) }, (pages) =>
          take(userTable, pages),
        ),
      ),
  );

  app.get(
    '/api/v1/exports/reporting-lines',
    {
      exposeHeadRoute: false,
      schema: {
        ...shared,
        operationId: 'exportReportingLines',
        summary: 'Export who reports to whom',
        description: `Now, at a moment, or ever; as a table in the columns that a request of kind \`managers\` reads. ${alike}`,
        querystring: lineExportQuery,
      },
    },
    async ({ caller, query: { format = 'csv', ...query } }, reply) =>
      sendExport(reply, { name: 'reporting-lines', format, room }, (take) =>
        exportLines(bulk, caller, query, (pages) => take(query.past ? pastLineTable : lineTable, pages)),
      ),
  );

  app.get(
    '/api/v1/exports/assignments',
    {
      exposeHeadRoute: false,
      schema: {
        ...shared,
        operationId: 'exportAssignments',
        summary: 'Export who stands and ever stood on leads',
        description: `Of the leads that a list with the same filters shows, everybody who ever stood there; with \`asOf\` who did then. ${alike}`,
        querystring: leadExportQuery,
      },
    },
    async ({ caller, query: { format = 'csv', ...query } }, reply) =>
      sendExport(reply, { name: 'assignments', format, room }, (take) =>
        exportAssignments(bulk, caller, filterOf(query), (pages) => take(assignmentTable, pages)),
      ),
  );
}

/** The filters alone: an export is of no page and in no order but its own. */
function filterOf(query: Parameters<typeof readLeadsQuery>[0]) {
  const { sort: _sort, count: _count, limit: _limit, after: _after, ...filter } = readLeadsQuery(query);
  return filter;
}
