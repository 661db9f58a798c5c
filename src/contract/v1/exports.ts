import { type Static, Type } from 'typebox';
import { exportFormats } from '../words/export-words.ts';
import { leadFilters } from './lead-filters.ts';
import { asOf } from './moments.ts';
import { usersQuery } from './users.ts';

const format = Type.Optional(
  Type.Enum(exportFormats, {
    default: 'csv',
    description:
      '`csv`: a table. `ndjson`: an object a line, with every text as it is and all that lists tell.',
  }),
);

export const leadExportQuery = Type.Object({ format, ...leadFilters });
export type LeadExportQuery = Static<typeof leadExportQuery>;

const { ids, q, agentRole, accessRole, isActive } = usersQuery.properties;
export const userExportQuery = Type.Object({ format, ids, q, agentRole, accessRole, isActive });
export type UserExportQuery = Static<typeof userExportQuery>;

export const lineExportQuery = Type.Object({
  format,
  asOf,
  past: Type.Optional(
    Type.Boolean({
      default: false,
      description:
        'True: those that have ended, too, with when and by which request; then it is no file of managers.',
    }),
  ),
});
export type LineExportQuery = Static<typeof lineExportQuery>;
