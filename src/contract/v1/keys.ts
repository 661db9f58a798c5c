import { type Static, Type } from 'typebox';
import { moment } from './moments.ts';
import { nullable, pageOf } from './paging.ts';

const accessKey = Type.String({ examples: ['u$r7.0123456789abcdef01234567'] });

export const keyPage = pageOf(
  Type.Object({
    accessKey,
    createdAt: moment,
    revokedAt: nullable(moment, { description: 'Null: in force, while the user is active.' }),
  }),
);
export type KeyPage = Static<typeof keyPage>;

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
