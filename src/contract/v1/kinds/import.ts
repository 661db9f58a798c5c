import { Type } from 'typebox';

/** What was read: no call makes one, for it runs while its file is read. */
export const importSpec = Type.Object(
  {
    subjects: Type.Enum(['leads', 'users']),
    columns: Type.Optional(Type.Array(Type.String(), { description: 'Of the file.' })),
    allOrNothing: Type.Optional(Type.Boolean()),
    sample: Type.Optional(Type.Boolean({ description: 'It made the sample organisation.' })),
  },
  { additionalProperties: false, description: 'Of kind `import`.' },
);
