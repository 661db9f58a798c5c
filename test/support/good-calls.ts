// How to call an operation well, whatever it is: by the schemas that it is documented with.

import assert from 'node:assert/strict';
import type { Call } from './call-server.ts';
import { erp } from './give-keys.ts';
import { type GoodBody, goodBodies } from './good-bodies.ts';
import type { Operation, Schema } from './operations.ts';

/** What an organisation's things are called, to fill the ids of a call with. */
export interface Ids {
  orgId: number;
  leadId: number;
  userId: number;
  guid: string;
  email: string;
  requestId: number;
  /** A key of the user, with which nothing is called. */
  accessKey: string;
  agentRole: string;
}
export type IdKind = keyof Ids;

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
  const path = operation.path
    .replace('{system}', erp)
    .replace(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(take(`path ${name}`, getKind(operation, name, kindInPath(operation.path, name)))),
    );
  const { json, csv, query = {} } = buildBody(operation, take, variant);
  const members = new URLSearchParams();
  for (const [name, value] of [...listQuery(operation, take), ...Object.entries(query)])
    members.set(name, String(value));
  const call = { method: operation.method, path: members.size > 0 ? `${path}?${members}` : path };
  if (csv !== undefined) return { ...call, headers: { 'content-type': 'text/csv' }, body: csv };
  if (json === undefined) return call;
  return { ...call, headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
}

/** How many variants of its body are worth a try. */
export function countVariants({ name, body }: Operation): number {
  return body ? (goodBodies[name]?.length ?? 0) + 3 : 1;
}

/** Beside a body, what may be left out of the query is for other forms of the body. */
function listQuery({ parameters, body }: Operation, take: Filling['take']): [string, unknown][] {
  return parameters.flatMap(({ name, in: where, required = false, schema }): [string, unknown][] => {
    const kind = where === 'query' ? kindOf(name, schema) : undefined;
    const isWanted = required || body === undefined || name === 'orgId';
    return kind && isWanted ? [[name, take(`query ${name}`, kind)]] : [];
  });
}

/** First those made by hand, then what the schema tells. */
function buildBody({ name, body }: Operation, take: Filling['take'], variant: number): GoodBody {
  const made = goodBodies[name] ?? [];
  const make = made[variant];
  if (make) return make(take);
  return body
    ? { json: exampleOf(body, { name: '', at: 'body ', variant: variant - made.length, take }) }
    : {};
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
  const collection = before.split('/by-key/')[0]?.split('/').filter(Boolean).at(-1) ?? '';
  const kinds: Record<string, IdKind> = {
    leads: 'leadId',
    requests: 'requestId',
    users: 'userId',
    keys: 'accessKey',
    'agent-roles': 'agentRole',
  };
  return kinds[collection] ?? kindOf(name, {});
}

function getKind({ name }: Operation, parameter: string, kind: IdKind | undefined): IdKind {
  assert.ok(kind, `Tell test/support/good-calls.ts what {${parameter}} names in ${name}.`);
  return kind;
}

/** Members that name nothing of an organisation: left out of a good call's query. */
const harmless =
  /^(asof|runat|limit|after|before|depth|place|name|outcome|kind|state|from|to|q|agentrole|isactive|includeinactive|others|distribution|reason|format|view|status|source|createdfrom|createdbefore|attributes|include|ignorecolumns)$/;

const kindsByName: [RegExp, IdKind][] = [
  [/^orgid$/, 'orgId'],
  [/^(applicationid|leadids?)$/, 'leadId'],
  [/^(requestid|wfaid|planid)$/, 'requestId'],
  [/e-?mail/, 'email'],
  [
    /^(by|root|(to)?user(id)?s?|person|people|primary|primaryon|receivers?|managers?(id)?|agent|owner(user)?id|guid|ids?)$/,
    'userId',
  ],
];

function kindOf(name: string, schema: Schema): IdKind | undefined {
  if (isGuid(schema)) return 'guid';
  const kind = kindByName(name);
  const isClosed = schema.type === 'boolean' || schema.enum !== undefined;
  assert.ok(
    kind !== undefined || isClosed || harmless.test(name.toLowerCase()),
    `Tell test/support/good-calls.ts what the member ${name} names.`,
  );
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
  const { at, variant } = filling;
  const branches = (schema.anyOf ?? []).filter((branch) => branch.type !== 'null');
  const branch = branches[variant % Math.max(branches.length, 1)];
  if (branch) return exampleOf(branch, filling);
  if (schema.type === 'object' || schema.properties) {
    const members = Object.entries(schema.properties ?? {}).filter(
      ([key]) => key !== 'password' || schema.required?.includes(key), // who calls by keys has none, and what is sent is checked
    );
    return Object.fromEntries(
      members.map(([key, each]) => [key, exampleOf(each, { ...filling, name: key, at: `${at}/${key}` })]),
    );
  }
  if (schema.type === 'array') return [exampleOf(schema.items ?? {}, { ...filling, at: `${at}/0` })];
  return exampleOfLeaf(schema, filling);
}

function exampleOfLeaf(schema: Schema, { name, at, variant, take }: Filling): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[variant % schema.enum.length];
  if (schema.type === 'boolean') return true;
  const [example = 'text'] = schema.examples ?? [];
  if (name === 'email' && schema.examples) return example; // one that somebody is to have names nobody
  const kind = isGuid(schema) ? 'guid' : kindByName(name);
  if (kind) return schema.type === 'string' ? String(take(at, kind)) : take(at, kind);
  return schema.type === 'integer' || schema.type === 'number' ? (schema.maximum ?? 1) : example;
}

function isGuid({ pattern = '' }: Schema): boolean {
  return pattern.includes('0-9A-Fa-f');
}

function kindByName(name: string): IdKind | undefined {
  return kindsByName.find(([form]) => form.test(name.toLowerCase()))?.[1];
}
