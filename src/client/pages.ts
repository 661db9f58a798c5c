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
  /** All of it as CSV, as it comes; not from a page on, and not of some length. */
  csv(): Promise<ReadableStream<Uint8Array>>;
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
  return followPages({
    from: ask.query.after,
    read: (after) => caller.ask<Page>({ ...ask, query: { ...ask.query, after } }),
    csv: () => readCsv(caller, ask),
  });
}

interface Source<Page> {
  from: string | undefined;
  read(after: string | undefined): Promise<Page>;
  csv(): Promise<ReadableStream<Uint8Array>>;
}

/** The pages of whatever gives a page by where the one before ended. */
export function followPages<Page extends PageOf<ItemOf<Page>>>({
  from,
  read,
  csv,
}: Source<Page>): Pages<ItemOf<Page>, Page> {
  async function* readAll(): AsyncGenerator<Page, void> {
    for (let after: string | null | undefined = from; after !== null; ) {
      const page: Page = await read(after);
      yield page;
      after = page.next;
    }
  }
  return {
    [Symbol.asyncIterator]: readAll,
    first: async () => read(from),
    async *items() {
      for await (const page of readAll()) yield* page.items;
    },
    csv,
  };
}

/** What a list is asked with that is of its pages, and not of what it finds. */
const ofPages = ['after', 'limit', 'count'];

async function readCsv(
  caller: Caller,
  { path, query = {}, signal }: Ask,
): Promise<ReadableStream<Uint8Array>> {
  const filters = Object.entries(query).filter(([name]) => !ofPages.includes(name));
  const { body } = await caller.send({ path: `${path}.csv`, query: Object.fromEntries(filters), signal });
  return body ?? new Blob([]).stream();
}
