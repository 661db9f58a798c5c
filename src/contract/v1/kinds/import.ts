import { Type } from 'typebox';

/** What was read. One of an operator ran while its file was read; one of a caller was planned, row by row. */
export const importSpec = Type.Object(
  {
    subjects: Type.Enum(['leads', 'users']),
    columns: Type.Optional(Type.Array(Type.String(), { description: 'Of the file.' })),
    allOrNothing: Type.Optional(Type.Boolean()),
    isPlan: Type.Optional(
      Type.Boolean({ description: 'Its rows were frozen before they ran, so that they can be undone.' }),
    ),
    sample: Type.Optional(Type.Boolean({ description: 'It made the sample organisation.' })),
  },
  { additionalProperties: false, description: 'Of kind `import`.' },
);
