import { type Static, Type } from 'typebox';
import { standings } from '../words/lead-words.ts';
import { moment } from './moments.ts';
import { nullable } from './paging.ts';
import { person } from './users.ts';

const standing = Type.Enum(standings);

const scheduledRequest = Type.Object({
  requestId: Type.Integer(),
  kind: Type.String(),
  state: Type.String(),
  runAt: nullable(moment),
});

const count = Type.Integer();

export const inventory = Type.Object(
  {
    user: person,
    manager: nullable(person),
    leads: Type.Array(
      Type.Object({
        role: Type.String(),
        standing,
        count,
        sample: Type.Array(Type.Object({ leadId: Type.Integer(), name: Type.String() })),
      }),
      { description: 'By the role and standing that the user has on them.' },
    ),
    reports: Type.Object({ count, sample: Type.Array(person) }, { description: 'Direct reports.' }),
    keys: Type.Object(
      { count, sample: Type.Array(Type.Object({ accessKey: Type.String(), createdAt: moment })) },
      { description: 'Access keys in force, cut short.' },
    ),
    scheduledRequests: Type.Object(
      { count, sample: Type.Array(scheduledRequest) },
      { description: 'Requests that wait to run and name the user. Plans are not among them.' },
    ),
    ownScheduledRequests: Type.Object(
      { count, sample: Type.Array(scheduledRequest) },
      {
        description:
          'Requests that wait to run and that the user asked for. They fail once the user is not active.',
      },
    ),
  },
  { description: 'Counts, and the first ten of each.' },
);
export type Inventory = Static<typeof inventory>;
