import { type Static, Type } from 'typebox';
import { asOf, moment } from './moments.ts';
import { nullable, pageOf, pageQuery } from './paging.ts';
import { cause } from './requests.ts';
import { person } from './users.ts';

const standing = Type.Enum(['primary', 'secondary']);
const role = Type.String({ description: 'The agent role in which the user stands on the lead.' });

export const leadParams = Type.Object({
  id: Type.String({ description: 'The lead’s id, in digits.', examples: ['1001'] }),
});

export const leadQuery = Type.Object({ asOf });

export const leadHistoryQuery = Type.Object(pageQuery);

export const shownLead = Type.Object({
  leadId: Type.Integer(),
  name: Type.String(),
  status: Type.String(),
  source: Type.String(),
  state: Type.String(),
  attributes: Type.Record(Type.String(), Type.Unknown()),
  revision: nullable(
    Type.Integer({
      description: 'Grows with every change of the assignments; also the ETag. Null with `asOf`.',
    }),
  ),
  assignments: Type.Array(
    Type.Object({
      user: person,
      role,
      standing,
      since: moment,
      requestId: Type.Integer({ description: 'The request that put the user here.' }),
    }),
    { description: 'Primaries first.' },
  ),
});
export type ShownLead = Static<typeof shownLead>;

export const leadHistoryPage = pageOf(
  Type.Object({
    user: person,
    role,
    standing,
    fromAt: moment,
    fromRequest: cause,
    untilAt: nullable(moment, { description: 'Null: the user still stands there.' }),
    untilRequest: nullable(cause),
  }),
);
export type LeadHistoryPage = Static<typeof leadHistoryPage>;
