// No input takes time that grows faster than the input itself, whatever its shape.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useWorld } from '../support/use-world.ts';

const orgId = 6;
const smallBytes = 100_000;
const growth = 8;
/** Where time grew with the square of the input, it would be 64 times as long; the rest is for a busy machine. */
const mostGrowth = 30;
/** What is faster is too fast to be compared. */
const leastMs = 20;
/** The shortest of some: what else a machine does only ever makes one longer. */
const mostTries = 8;

const world = useWorld({ orgId, users: { ada: { accessRole: 'administrator' } } });
const ada = world.as('ada');
/** The piece as often as it fits into so many bytes; `{n}` is its number. */
function fill(piece: string, bytes: number, between = ','): string {
  const pieces: string[] = [];
  for (let length = 0; length < bytes; length += (pieces.at(-1)?.length ?? 0) + between.length) {
    pieces.push(piece.replaceAll('{n}', String(pieces.length)));
  }
  return pieces.join(between);
}

const requests = '/api/v1/requests?plan=true';
const csv = '/api/v1/requests?plan=true&kind=reassign';
const reassign = '/api/v2/pub/application/reassign?orgId=6';
const managers = '/v2/UserManagement.svc/UpdateReportingManagerInBulk';

/** By the name of a shape: where it is sent, and what it is like with so many bytes. */
const shapes: Record<string, [url: string, type: string, of: (bytes: number) => string]> = {
  'columns nobody knows': [csv, 'text/csv', (bytes) => `${fill('column_{n}', bytes)}\n`],
  'one column again and again': [csv, 'text/csv', (bytes) => `${fill('lead_id', bytes)}\n1\n`],
  'a column with a long name': [csv, 'text/csv', (bytes) => `lead_id,${'x'.repeat(bytes)}\n1,\n`],
  'rows of too many values': [csv, 'text/csv', (bytes) => `lead_id\n${fill('1,2,3,4,5,6,7,8', bytes, '\n')}`],
  'rows that are no numbers': [csv, 'text/csv', (bytes) => `lead_id\n${fill('x{n}', bytes, '\n')}`],
  'listed e-mails': [
    csv,
    'text/csv',
    (bytes) => `lead_id,listed_emails\n1,${fill('u{n}@x.example', bytes, ';')}\n`,
  ],
  'a list in a list': [
    requests,
    'application/json',
    (bytes) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2),
  ],
  'an object in an object': [
    requests,
    'application/json',
    (bytes) => `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`,
  ],
  'members nobody knows': [requests, 'application/json', (bytes) => `{${fill('"m{n}":1', bytes)}}`],
  'one member again and again': [requests, 'application/json', (bytes) => `{${fill('"kind":1', bytes)}}`],
  escapes: [requests, 'application/json', (bytes) => `{"kind":"${'\\u0061'.repeat(bytes / 6)}"}`],
  'a long e-mail': [
    reassign,
    'application/json',
    (bytes) => `{"ApplicationId":1,"PrimaryAgent":{"Email":"${'a@'.repeat(bytes / 2)}"}}`,
  ],
  'many agents': [
    reassign,
    'application/json',
    (bytes) =>
      `{"ApplicationId":1,"PrimaryAgent":{"UserId":1},"Assignments":[${fill('{"UserId":{n}}', bytes)}]}`,
  ],
  'a long number': [reassign, 'application/json', (bytes) => `{"ApplicationId":${'9'.repeat(bytes)}}`],
  'too many rows': [
    managers,
    'application/json',
    (bytes) => `[${fill('{"UserId":"{n}","ManagerId":"{n}"}', bytes)}]`,
  ],
  'a long GUID': [
    managers,
    'application/json',
    (bytes) => `[{"UserId":"${'0-'.repeat(bytes / 2)}","ManagerId":"${'f'.repeat(36)}"}]`,
  ],
};

async function time(url: string, type: string, body: string): Promise<number> {
  const beganAt = performance.now();
  const answer = await ada.send({
    method: 'POST',
    url,
    headers: { 'content-type': type },
    body,
  });
  const tookMs = performance.now() - beganAt;
  assert.ok(answer.statusCode < 500, `${answer.statusCode}: ${answer.body.slice(0, 200)}`);
  assert.ok(answer.body.length < 200_000, 'the answer is not as long as the input');
  return Math.max(tookMs, leastMs);
}

for (const [name, [url, type, of]] of Object.entries(shapes)) {
  test(`${name}: eight times as much takes not much more than eight times as long`, async () => {
    await time(url, type, of(smallBytes));
    let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let tried = 0; tried < mostTries; tried += 1) {
      small = Math.min(small, await time(url, type, of(smallBytes)));
      large = Math.min(large, await time(url, type, of(smallBytes * growth)));
      if (large / small < mostGrowth) return;
    }
    assert.fail(`${small.toFixed()} ms, then ${large.toFixed()} ms`);
  });
}
