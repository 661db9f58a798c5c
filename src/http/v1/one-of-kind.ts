import { type TSchema, Type } from 'typebox';

/** A body whose `kind` says which of these schemas it must meet, so that an error speaks of that one alone. */
export function oneOfKind<Body>(schemas: readonly TSchema[]) {
  return Type.Unsafe<Body>({
    type: 'object',
    required: ['kind'],
    discriminator: { propertyName: 'kind' },
    oneOf: schemas,
  });
}
