import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import { standings } from '../words/lead-words.ts';
import { largestId, longestKey, mostAttributes, mostExcepted, mostValues } from '../words/limits.ts';
import { email } from './email.ts';
import { momentQuery } from './moments.ts';
import { askedRole, leadId, roleName, text, userReference } from './plans.ts';

/** What a query says otherwise than a body. */
interface Forms<Owner extends TProperties, Values extends TSchema, Attributes extends TSchema> {
  owner: Owner;
  oneOf: (description: string) => Values;
  attributes: Attributes;
}

/** Which leads: all that the list of leads and a request's `selection` filter by. */
function filtersIn<Owner extends TProperties, Values extends TSchema, Attributes extends TSchema>({
  owner,
  oneOf,
  attributes,
}: Forms<Owner, Values, Attributes>) {
  return {
    q: Type.Optional(
      Type.String({
        maxLength: 320,
        pattern: '^[^\\p{Cc}\\p{Cs}]*$',
        description:
          'Parts of the lead’s name in any order, whatever their case and accents are, or the beginning of its id.',
      }),
    ),
    asOf: Type.Optional(
      momentQuery(
        'Who stood on the leads at this moment, which must not lie in the future: owner, role, standing, `unassigned` and ' +
          '`primaryInactive` ask of then. Everything else of a lead, and whether somebody is active, is as it is now.',
      ),
    ),
    ...owner,
    agentRole: Type.Optional(Type.String({ ...roleName, description: askedRole })),
    standing: Type.Optional(Type.Enum(standings)),
    status: Type.Optional(oneOf('Exactly this status.')),
    source: Type.Optional(oneOf('Exactly this source.')),
    state: Type.Optional(oneOf('Exactly this state.')),
    createdFrom: Type.Optional(momentQuery('Leads created at this moment or later.')),
    createdBefore: Type.Optional(momentQuery('Leads created before this moment.')),
    attributes: Type.Optional(attributes),
    archived: Type.Optional(
      Type.Boolean({ description: 'True: only archived leads. False, which is the default: none of them.' }),
    ),
    unassigned: Type.Optional(
      Type.Boolean({
        description: 'True: only leads on which nobody stands. False: only those on which somebody does.',
      }),
    ),
    primaryInactive: Type.Optional(
      Type.Boolean({
        description: 'True: only leads with an inactive primary. False: only those without one.',
      }),
    ),
  };
}

export const leadFilters = filtersIn({
  owner: {
    ownerUserId: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: largestId,
        description: 'Who stands on the lead; as its primary unless `standing` says otherwise.',
      }),
    ),
    ownerEmail: Type.Optional(email),
  },
  oneOf: (description) =>
    Type.Union([text, Type.Array(text, { minItems: 1, maxItems: mostValues })], {
      description: `${description} Repeat the member for several values, of which one must hold.`,
    }),
  attributes: Type.String({
    maxLength: 10_000,
    description: 'Attributes with exactly these values, as a JSON object of texts.',
    examples: ['{"branch":"Denver"}'],
  }),
});

export const selection = Type.Object(
  {
    ...filtersIn({
      owner: { owner: Type.Optional(userReference) },
      oneOf: () => Type.Array(text, { minItems: 1, maxItems: mostValues }),
      attributes: Type.Record(text, text, {
        maxProperties: mostAttributes,
        propertyNames: { maxLength: longestKey },
        additionalProperties: false,
        description: 'Attributes with exactly these values.',
      }),
    }),
    except: Type.Optional(
      Type.Array(leadId, {
        minItems: 1,
        maxItems: mostExcepted,
        description: 'Leads that are left out, whatever else holds of them.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'A filter over leads, resolved on the server at the moment of the plan; all of it must hold. An owner ' +
      'stands on the lead as primary, unless `standing` says otherwise. An empty filter finds every lead.',
  },
);
export type Selection = Static<typeof selection>;
