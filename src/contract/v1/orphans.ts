import { type Static, Type } from 'typebox';
import { largestBook } from '../words/limits.ts';
import { orphanKinds } from '../words/orphan-words.ts';
import { pageOf, pageQuery } from './paging.ts';
import { person } from './users.ts';

const kind = Type.Enum(orphanKinds, {
  description:
    '`lead-unassigned`: a lead on which nobody stands; administrators see all of them, everybody else those that they or ' +
    'somebody below them held last, with `user` as whoever that was. ' +
    '`lead-primary-inactive`: a lead whose primary in a role is not active. ' +
    '`lead-secondary-inactive`: a lead on which somebody who is not active stands as secondary. ' +
    '`role-without-primary`: a lead with users in a role and no primary in it. ' +
    '`user-manager-inactive`: an active user whose manager is not active. ' +
    '`user-without-manager`: an active user who reports to nobody and is no head. ' +
    `\`book-over-limit\`: a user who is primary on more than ${largestBook.toLocaleString('en')} leads. ` +
    '`request-names-leaver`: a request that waits to run and names a user who is not active.',
});

export const orphansQuery = Type.Object({ kind: Type.Optional(kind), ...pageQuery });
export type OrphansQuery = Static<typeof orphansQuery>;

const count = Type.Optional(Type.Integer());

const heads = Type.Integer({
  description: 'How many active users report to nobody on purpose. 0: nobody said yet who does.',
});

const orphan = Type.Object({
  kind,
  leadId: Type.Optional(Type.Integer()),
  role: Type.Optional(Type.String({ description: 'The agent role on the lead.' })),
  user: Type.Optional(person),
  manager: Type.Optional(person),
  book: Type.Optional(Type.Integer({ description: 'The leads on which the user is primary.' })),
  requestId: Type.Optional(Type.Integer()),
  message: Type.String({ description: 'What is wrong and what to do, for people.' }),
});

export const orphanPage = Type.Object({
  heads,
  counts: Type.Object(
    {
      'lead-unassigned': count,
      'lead-primary-inactive': count,
      'lead-secondary-inactive': count,
      'role-without-primary': count,
      'user-manager-inactive': count,
      'user-without-manager': count,
      'book-over-limit': count,
      'request-names-leaver': count,
    },
    { description: 'How many there are of each kind that the caller sees; with `kind`, of that kind alone.' },
  ),
  ...pageOf(orphan).properties,
});
export type OrphanPage = Static<typeof orphanPage>;

export const radar = Type.Object({
  heads,
  kinds: Type.Array(
    Type.Object({
      kind,
      count: Type.Integer(),
      groups: Type.Array(
        Type.Object({
          count: Type.Integer(),
          sample: Type.Array(orphan, { minItems: 1, description: 'The first of the group.' }),
        }),
        {
          description:
            'The largest groups, each of what is mended in one step: the leads on which nobody stands, those of one ' +
            'inactive primary or secondary in one role, the leads without a primary in one role, the reports of one inactive manager, everybody ' +
            'without a manager, one large book, the requests that name one leaver.',
        },
      ),
    }),
    {
      description:
        'Every kind that the caller sees, in the order of its values, those of which there is nothing too.',
    },
  ),
});
export type Radar = Static<typeof radar>;
