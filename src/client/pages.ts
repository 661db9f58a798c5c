import type { Ask, Caller } from './caller.ts';

export interface PageOf<Item> {
  items: Item[];
  /** Null: this is the last one. */
  next: string | null;
}

/** A list that is read page after page while it is iterated. */
export interface Pages<Item, Page extends PageOf<Item> = PageOf<Item>> extends AsyncIterable<Page> {
  /** Reads the first page alone. */
  first(): Promise<Page>;
  /** Reads item after item over all pages. */
  items(): AsyncGenerator<Item, void>;
}

/** What every list can be asked with, besides what it alone knows. */
export interface PageQuery {
  after?: string | undefined;
  limit?: number | undefined;
}

type ItemOf<Page> = Page extends PageOf<infer Item> ? Item : never;

export function openPages<Page extends PageOf<ItemOf<Page>>>(
  caller: Caller,
  ask: Ask & { query: PageQuery },
): Pages<ItemOf<Page>, Page> {
  const read = (after: string | undefined) => caller.ask<Page>({ ...ask, query: { ...ask.query, after } });
  async function* readAll(): AsyncGenerator<Page, void> {
    for (let after: string | null | undefined = ask.query.after; after !== null; ) {
      const page: Page = await read(after);
      yield page;
      after = page.next;
    }
  }
  return {
    [Symbol.asyncIterator]: readAll,
    first: async () => read(ask.query.after),
    async *items() {
      for await (const page of readAll()) yield* page.items;
    },
  };
}
