import { type Static, Type } from 'typebox';
import { moment } from './moments.ts';
import { nullable, pageOf } from './paging.ts';
import { person } from './users.ts';

const accessKey = Type.String({ examples: ['u$r7.0123456789abcdef01234567'] });

const keyMembers = {
  accessKey,
  createdAt: moment,
  revokedAt: nullable(moment, { description: 'Null: in force, while the user is active.' }),
};

export const keyPage = pageOf(Type.Object(keyMembers));
export type KeyPage = Static<typeof keyPage>;

export const orgKeyPage = pageOf(
  Type.Object({ ...keyMembers, user: Type.Object(person.properties, { description: 'Whose it is.' }) }),
);
export type OrgKeyPage = Static<typeof orgKeyPage>;

export const createdKey = Type.Object({
  accessKey,
  secretKey: Type.String({ description: 'Shown this once.' }),
});
export type CreatedKey = Static<typeof createdKey>;

export const keyParams = Type.Object({
  accessKey: Type.String({
    maxLength: 100,
    pattern: '^[^\\u0000]*$',
    description: 'The access key, its `$` raw or as `%24`.',
  }),
});
