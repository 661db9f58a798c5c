import { type Static, Type } from 'typebox';
import { auditWhats } from '../rules/audit-words.ts';
import { largestId } from '../words/limits.ts';
import { moment, momentQuery } from './moments.ts';
import { nullable, pageOf, pageQuery } from './paging.ts';
import { keyMadeBy } from './requests.ts';
import { person } from './users.ts';

const what = Type.Enum(auditWhats, { description: 'What was done or tried.' });

export const auditPage = pageOf(
  Type.Object({
    eventId: Type.Integer(),
    at: moment,
    what,
    by: nullable(person, { description: 'Who did it. Null: the operator, or nobody who is known.' }),
    accessKey: nullable(Type.String(), { description: 'The key by which they did it. Null: by a session.' }),
    keyMadeBy,
    about: nullable(person, { description: 'Whom it is about: whose key, link or sessions.' }),
    detail: nullable(Type.String(), { description: 'What else there is to know; never a secret.' }),
    address: nullable(Type.String(), { description: 'Where the call came from.' }),
  }),
);
export type AuditPage = Static<typeof auditPage>;

export const auditQuery = Type.Object({
  ...pageQuery,
  what: Type.Optional(what),
  user: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: largestId,
      description: 'The id of whoever did it or whom it is about.',
    }),
  ),
  from: Type.Optional(momentQuery('At this moment or later.')),
  to: Type.Optional(momentQuery('Before this moment.')),
});
export type AuditQuery = Static<typeof auditQuery>;
