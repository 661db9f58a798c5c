// The three forms of an error, each to be told from the body alone.

import assert from 'node:assert/strict';
import { type Answer, readJson } from './call-server.ts';

/** An error must be in the dialect of the face whose path was called, and say something. */
export function assertErrorInDialect(path: string, answer: Answer): void {
  const at = path.toLowerCase();
  if (at.startsWith('/v2/')) assertLeadsquared(answer);
  else if (at.startsWith('/api/v2/') || at.startsWith('/api/integration/')) assertInsellerate(answer);
  else assertProblem(answer);
}

function assertLeadsquared(answer: Answer): void {
  const body = readJson<Record<string, string>>(answer);
  assert.deepEqual(Object.keys(body), ['Status', 'ExceptionType', 'ExceptionMessage']);
  assert.equal(body.Status, 'Error');
  assert.match(body.ExceptionType ?? '', /^MX[A-Za-z]+Exception$/);
  assert.match(body.ExceptionMessage ?? '', /\w/);
}

interface Envelope {
  StatusCode: number;
  Message: string;
  Errors: { Code: string; Field: string | null; Message: string }[];
  ResponseDate: string;
}

function assertInsellerate(answer: Answer): void {
  const body = readJson<Envelope>(answer);
  assert.deepEqual(Object.keys(body).sort(), ['Data', 'Errors', 'Message', 'ResponseDate', 'StatusCode']);
  assert.equal(body.StatusCode, 2);
  assert.match(body.Message, /\w/);
  assert.ok(body.Errors.length > 0 && body.Errors.every((error) => error.Code && error.Message));
}

interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance: string;
}

function assertProblem(answer: Answer): void {
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/);
  const body = readJson<Problem>(answer);
  assert.equal(body.status, answer.status);
  assert.equal(body.type, `/docs/refusals#${body.code}`);
  assert.match(body.instance, /^urn:baton:call:[0-9a-f-]{36}$/);
  assert.ok(body.title && body.detail);
}
