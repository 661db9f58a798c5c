// Every operation that the running server says it has: new endpoints need no test of their own to be tried with
// hostile input and with ids of another organisation.

import assert from 'node:assert/strict';
import { callServer, readJson } from './call-server.ts';

export interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  examples?: unknown[];
  minItems?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
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
  /** Whoever calls it needs no credentials: by it they get some. */
  isPublic: boolean;
}

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components?: { schemas?: Record<string, Schema> };
}
interface DocumentedOperation {
  parameters?: Parameter[];
  security?: unknown[];
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
    isPublic: documented.security?.length === 0,
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
