// Every operation that the running server says it has, and how to call each: new endpoints need no test of their own
// to be tried with hostile input and with ids of another organisation.

import assert from 'node:assert/strict';
import { type Call, callServer, readJson } from './call-server.ts';

export interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minItems?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

export interface Operation {
  name: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body: Schema | undefined;
}

/** What an organisation's things are called, to fill the ids of a call with. */
export interface Ids {
  orgId: number;
  leadId: number;
  userId: number;
  guid: string;
  email: string;
  requestId: number;
}
export type IdKind = keyof Ids;

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components?: { schemas?: Record<string, Schema> };
}
interface DocumentedOperation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const fewest = 15;

export async function listOperations(address: string): Promise<Operation[]> {
  const document = readJson<Document>(await callServer(address, { path: '/openapi.json' }));
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, documented]) =>
      toOperation(document, method.toUpperCase(), path, documented),
    ),
  );
  assert.ok(operations.length >= fewest, `saw only ${operations.length} operations in /openapi.json`);
  return operations;
}

function toOperation(
  document: Document,
  method: string,
  path: string,
  documented: DocumentedOperation,
): Operation {
  const body = Object.values(documented.requestBody?.content ?? {})[0]?.schema;
  return {
    name: `${method} ${path}`,
    method,
    path,
    parameters: documented.parameters ?? [],
    body: body && resolve(document, body),
  };
}

function resolve(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  const target = name === undefined ? undefined : document.components?.schemas?.[name];
  if (target) return resolve(document, target);
  const all = (schemas: Schema[] | undefined) => schemas?.map((each) => resolve(document, each));
  const members = Object.entries(schema.properties ?? {});
  return {
    ...schema,
    ...(schema.properties
      ? { properties: Object.fromEntries(members.map(([key, each]) => [key, resolve(document, each)])) }
      : {}),
    ...(schema.items ? { items: resolve(document, schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: all(schema.anyOf) ?? [] } : {}),
    ...(schema.oneOf ? { anyOf: all(schema.oneOf) ?? [] } : {}),
  };
}

/** One thing in a call that names something of an organisation. */
export interface Place {
  /** Such as `path id`, `query userId` or `body /0/ManagerId`. */
  at: string;
  kind: IdKind;
}

/** Which ids to take for a place. */
export type ChooseIds = (place: Place) => Ids;

/** A good call of the operation. `variant` leads through the alternatives that its body may have. */
export function buildCall(operation: Operation, choose: ChooseIds, variant = 0): Call {
  const take = (at: string, kind: IdKind) => choose({ at, kind })[kind];
  const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(take(`path ${name}`, getKind(operation, name, kindInPath(operation.path, name)))),
  );
  const query = new URLSearchParams();
  for (const { name, in: where, schema } of operation.parameters) {
    const kind = where === 'query' ? kindOf(name, schema) : undefined;
    if (kind) query.set(name, String(take(`query ${name}`, kind)));
  }
  const url = query.size > 0 ? `${path}?${query}` : path;
  if (!operation.body) return { method: operation.method, path: url };
  const body = exampleOf(operation.body, { name: '', at: 'body ', variant, take });
  return { ...jsonCall(operation.method, url), body: JSON.stringify(body) };
}

function jsonCall(method: string, path: string): Call {
  return { method, path, headers: { 'content-type': 'application/json' } };
}

/** Everything in the operation's good calls that names something of an organisation. */
export function listPlaces(operation: Operation, ids: Ids, variant = 0): Place[] {
  const places: Place[] = [];
  buildCall(
    operation,
    (place) => {
      places.push(place);
      return ids;
    },
    variant,
  );
  return places;
}

function kindInPath(path: string, name: string): IdKind | undefined {
  const before = path.slice(0, path.indexOf(`{${name}}`));
  const collection = before.split('/').filter(Boolean).at(-1) ?? '';
  const kinds: Record<string, IdKind> = { leads: 'leadId', requests: 'requestId', users: 'userId' };
  return kinds[collection] ?? kindOf(name, {});
}

function getKind({ name }: Operation, parameter: string, kind: IdKind | undefined): IdKind {
  assert.ok(kind, `Tell test/support/operations.ts what {${parameter}} names in ${name}.`);
  return kind;
}

/** Members that name nothing of an organisation: left out of a good call's query. */
const harmless =
  /^(asof|limit|after|before|depth|outcome|kind|state|from|to|q|agentrole|isactive|includeinactive|format|view)$/;

const kindsByName: [RegExp, IdKind][] = [
  [/^orgid$/, 'orgId'],
  [/^(applicationid|leadids?)$/, 'leadId'],
  [/^(requestid|wfaid|planid)$/, 'requestId'],
  [/e-?mail/, 'email'],
  [
    /^(by|root|user(id)?s?|person|people|primary|primaryon|receivers?|managers?(id)?|agent|ownerid|guid|ids?)$/,
    'userId',
  ],
];

function kindOf(name: string, schema: Schema): IdKind | undefined {
  const text = name.toLowerCase();
  const isGuid = (schema.pattern ?? '').includes('0-9A-Fa-f');
  const kind = kindsByName.find(([form]) => form.test(text))?.[1];
  if (isGuid) return 'guid';
  if (kind === undefined && schema.type !== 'boolean' && !schema.enum) {
    assert.ok(harmless.test(text), `Tell test/support/operations.ts what the query member ${name} names.`);
  }
  return kind;
}

interface Filling {
  name: string;
  at: string;
  variant: number;
  take: (at: string, kind: IdKind) => unknown;
}

/** A value that the schema takes, with ids where its members name something. */
function exampleOf(schema: Schema, filling: Filling): unknown {
  const { name, at, variant, take } = filling;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[variant % schema.enum.length];
  const branches = (schema.anyOf ?? []).filter((branch) => branch.type !== 'null');
  const branch = branches[variant % Math.max(branches.length, 1)];
  if (branch) return exampleOf(branch, filling);
  if (schema.type === 'object' || schema.properties) {
    const members = Object.entries(schema.properties ?? {});
    return Object.fromEntries(
      members.map(([key, each]) => [key, exampleOf(each, { ...filling, name: key, at: `${at}/${key}` })]),
    );
  }
  if (schema.type === 'array') return [exampleOf(schema.items ?? {}, { ...filling, at: `${at}/0` })];
  if (schema.type === 'boolean') return true;
  const isGuid = (schema.pattern ?? '').includes('0-9A-Fa-f');
  const kind = isGuid ? 'guid' : kindsByName.find(([form]) => form.test(name.toLowerCase()))?.[1];
  if (kind) return schema.type === 'string' ? String(take(at, kind)) : take(at, kind);
  return schema.type === 'integer' || schema.type === 'number' ? 1 : 'text';
}
