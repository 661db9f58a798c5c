import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { Type } from 'typebox';
import { type CsvForm, writeCsv } from './csv-form.ts';
import { csvForms } from './csv-forms.ts';

const text = Type.Unsafe<Readable>({ type: 'string' });
const ofPages = ['after', 'limit', 'count'];
const rowsAPage = 1_000;

/**
 * Every list is there as CSV, too, by the same filters and for the same eyes, and not a page of it but all of them. One
 * whose columns are not said is a fault.
 */
export function offerCsv(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.method !== 'GET') return;
    const { operationId = route.url } = { ...route.schema };
    const form = csvForms[operationId];
    if (form) app.route(toCsvRoute(app, route, form));
    else if (isList(route)) throw new Error(`Say in csv-forms.ts which columns ${operationId} has as CSV.`);
  });
}

function isList({ schema }: RouteOptions): boolean {
  const { items, next } = Object(Object(Object(schema?.response)[200]).properties);
  return items !== undefined && next !== undefined;
}

function toCsvRoute(app: FastifyInstance, route: RouteOptions, form: CsvForm<unknown>): RouteOptions {
  const { tags, operationId = '', summary, description, params, querystring, response } = { ...route.schema };
  const members = Object.entries(Object(Object(querystring).properties)).filter(
    ([name]) => !ofPages.includes(name),
  );
  return {
    method: 'GET',
    url: `${route.url}.csv`,
    exposeHeadRoute: false,
    ...(route.onRequest ? { onRequest: route.onRequest } : {}),
    schema: {
      ...(tags ? { tags } : {}),
      operationId: `${operationId.replace(/^(?:list|show)/, 'download')}AsCsv`,
      summary: `${summary}, as CSV`,
      description:
        `${description} All of them, as the pages of the list would give them. What a spreadsheet would take for a formula, ` +
        "= + - or @ at the beginning or after a semicolon, gets a ' before it.",
      ...(params ? { params } : {}),
      querystring: { type: 'object', properties: Object.fromEntries(members) },
      response: {
        ...Object(response),
        200: { description: 'The list.', content: { 'text/csv': { schema: text } } },
      },
    },
    handler: async (request, reply) => {
      const asked = Object(request.query);
      const read = async (after?: string) => {
        request.query = { ...asked, limit: rowsAPage, ...(after === undefined ? {} : { after }) };
        return readPage(await route.handler.call(app, request, reply), form);
      };
      const first = await read(); // what is refused is refused before the file begins
      void reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${nameFile(route.url, request)}"`);
      return reply.send(Readable.from(writeCsv(form, follow(first, read)), { objectMode: false }));
    },
  };
}

interface ListPage {
  items: unknown[];
  next: string | null;
}

function readPage(answer: unknown, { itemsIn = 'items' }: CsvForm<unknown>): ListPage {
  const { [itemsIn]: items, next = null } = Object(answer);
  return { items, next };
}

/** Each page is read when the one before was taken: neither a connection nor more than a page is held between. */
async function* follow(first: ListPage, read: (after: string) => Promise<ListPage>) {
  for (let page = first; ; page = await read(page.next)) {
    yield page.items;
    if (page.next === null) return;
  }
}

/** Such as `user-126-reports.csv`. */
function nameFile(url: string, { params }: FastifyRequest): string {
  const name = url.replace('/api/v1/', '').replace(/s\/:id\//, `-${Object(params).id}-`);
  return `${name}.csv`;
}
