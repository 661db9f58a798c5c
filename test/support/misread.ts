import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { rowFacts, rowInput } from '../../src/contract/v1/kinds/kept-rows.ts';
import { kinds } from '../../src/contract/v1/kinds/kinds.ts';
import type { RequestKind } from '../../src/contract/words/request-words.ts';
import { resultOf, specOf } from '../../src/core/ledger/read-spec.ts';
import type { Database } from '../../src/database/database.ts';
import { readInOrg, type Transaction } from '../../src/database/transaction.ts';

interface Stored {
  requestId: number;
  kind: RequestKind;
  spec: unknown;
  result: unknown;
}

/** What is stored of an organisation's requests that is not as the contract tells it. */
export async function listMisread(database: Database, orgId: number): Promise<string[]> {
  return readInOrg(database, orgId, async (tx) => {
    const requests = await tx.read<Stored>({
      text: `select request_id as "requestId", kind, ${specOf('r')} as spec, ${resultOf('r')} as result from request r`,
      values: [],
    });
    const ofRequests = requests.flatMap(({ requestId, kind, spec, result }) => [
      ...tellMisread(`spec of ${kind} ${requestId}`, kinds[kind].spec, spec),
      ...(result === null ? [] : tellMisread(`result of ${kind} ${requestId}`, kinds[kind].result, result)),
    ]);
    return [...ofRequests, ...(await listMisreadRows(tx))];
  });
}

async function listMisreadRows(tx: Transaction): Promise<string[]> {
  const inputs = await tx.read<{ requestId: number; input: unknown }>({
    text: `select request_id as "requestId", input from request_chunk, jsonb_array_elements(inputs) input
      where input <> 'null'`,
    values: [],
  });
  const facts = await tx.read<{ requestId: number; facts: unknown }>({
    text: `select request_id as "requestId", value - '{code,message,leftAlone}'::text[] as facts
      from request_chunk, jsonb_each(details)`,
    values: [],
  });
  return [
    ...inputs.flatMap(({ requestId, input }) => tellMisread(`input in ${requestId}`, rowInput, input)),
    ...facts.flatMap(({ requestId, facts: told }) => tellMisread(`facts in ${requestId}`, rowFacts, told)),
  ];
}

function tellMisread(what: string, schema: TSchema, stored: unknown): string[] {
  if (Value.Check(schema, stored)) return [];
  const [first] = Value.Errors(schema, stored);
  return [`${what}: ${first?.instancePath} ${first?.message}: ${JSON.stringify(stored)}`];
}
