import { type TSchema, Type } from 'typebox';

export const defaultLimit = 100;

/** The members of a query that every list takes. */
export const pageQuery = {
  after: Type.Optional(
    Type.String({ description: 'The `next` of the page before; without it, the first page.' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000, default: defaultLimit, description: 'Items a page.' }),
  ),
};

export function pageOf<Item extends TSchema>(item: Item) {
  return Type.Object({
    items: Type.Array(item),
    next: nullable(
      Type.String({ description: 'Send it as `after` for the next page. Null: this is the last one.' }),
    ),
  });
}

export function nullable<Schema extends TSchema>(schema: Schema, options: { description?: string } = {}) {
  return Type.Union([schema, Type.Null()], options);
}
