import { type Static, Type } from 'typebox';
import { moment } from './moments.ts';
import { person } from './users.ts';

export const leadChains = Type.Object({
  leadId: Type.Integer(),
  chains: Type.Array(
    Type.Object({
      role: Type.String({ description: 'The agent role of the primary.' }),
      primary: person,
      since: moment,
      requestId: Type.Integer({ description: 'The request that made the user primary.' }),
      managers: Type.Array(
        Type.Object({ ...person.properties, since: moment }, { description: '`since` when the line holds.' }),
        { description: 'Those above the primary, the nearest first.' },
      ),
    }),
    { description: 'One for each role on the lead, in the order of the roles’ names.' },
  ),
});
export type LeadChains = Static<typeof leadChains>;
