import { type Static, Type } from 'typebox';
import { defaultKeyDays, longestKeyName, scopes } from '../rules/scope-rules.ts';
import { moment, momentQuery } from './moments.ts';
import { nullable, pageOf } from './paging.ts';
import { passwordAgain } from './sessions.ts';
import { person } from './users.ts';

const accessKey = Type.String({ examples: ['u$r7.0123456789abcdef01234567'] });

const scope = Type.Enum(scopes, {
  description:
    '`read`: all that reads · `plan`: makes plans, which change nothing · `run`: changes at once, and runs, cancels, ' +
    'retries and undoes · `admin`: settings, keys and links. None includes another.',
});
const name = Type.String({ description: 'What it is for; empty where nobody said.' });
const expiresAt = nullable(moment, { description: 'When it ends by itself. Null: never.' });

const keyMembers = {
  accessKey,
  name,
  scopes: Type.Array(scope),
  createdAt: moment,
  madeBy: nullable(person, {
    description: 'Who made it. Null: the operator, or it was made before that was kept.',
  }),
  expiresAt,
  lastUsedAt: nullable(moment, { description: 'When it was last used, to the hour. Null: never.' }),
  revokedAt: nullable(moment, { description: 'When it was ended. Null: it was not.' }),
  isInForce: Type.Boolean({ description: 'It is neither revoked nor past its end, and its user is active.' }),
};

const terms = {
  name: Type.Optional(
    Type.String({
      maxLength: longestKeyName,
      pattern: '^(?:\\p{Zs}*[^\\p{C}\\p{Z}][^\\p{Cc}\\p{Cs}]*)?$',
      description: 'What it is for.',
      examples: ['nightly feed'],
    }),
  ),
  expiresAt: Type.Optional(
    nullable(momentQuery('When it ends by itself, in the future.'), {
      description: `Null: never. Left out at its making: after ${defaultKeyDays} days.`,
    }),
  ),
};

/** What a new key is to be; none of it must be sent. */
export const newKeyBody = Type.Object(
  {
    ...terms,
    scopes: Type.Optional(
      Type.Array(scope, {
        minItems: 1,
        maxItems: scopes.length,
        description: 'Left out: all that its owner’s access role and its maker allow. Never more than these.',
      }),
    ),
    password: passwordAgain,
  },
  { additionalProperties: false },
);
export type NewKeyTerms = Static<typeof newKeyBody>;

export const keyChange = Type.Object(
  { ...terms, password: passwordAgain },
  { additionalProperties: false, minProperties: 1 },
);
export type KeyChange = Static<typeof keyChange>;

export const keyPage = pageOf(Type.Object(keyMembers));
export type KeyPage = Static<typeof keyPage>;

export const orgKeyPage = pageOf(
  Type.Object({ ...keyMembers, user: Type.Object(person.properties, { description: 'Whose it is.' }) }),
);
export type OrgKeyPage = Static<typeof orgKeyPage>;

export const createdKey = Type.Object({
  accessKey,
  secretKey: Type.String({
    description: 'Shown this once. It begins with `baton_`, and ends with a checksum (CRC-32 in hex).',
    examples: ['baton_…'],
  }),
  token: Type.String({ description: 'Both in one, as `Authorization: Bearer` takes it.' }),
  name,
  scopes: Type.Array(scope),
  expiresAt,
});
export type CreatedKey = Static<typeof createdKey>;

export const keyParams = Type.Object({
  accessKey: Type.String({
    maxLength: 100,
    pattern: '^[^\\u0000]*$',
    description: 'The access key, its `$` raw or as `%24`.',
  }),
});
