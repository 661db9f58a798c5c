import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatonError, type BatonErrorCode } from '../../../../src/client/client.ts';
import { findMeantRole, tellRefusal } from './refused-field-rules.ts';

const refusal = (code: BatonErrorCode, field?: string) =>
  new BatonError({ code, status: 409, detail: 'Not so.', field });

test('a refusal stands at the field that it is about, by its member or by its code', () => {
  assert.deepEqual(tellRefusal(refusal('already-exists', 'email')), { email: 'Not so.' });
  assert.deepEqual(tellRefusal(refusal('would-form-cycle')), { managerId: 'Not so.' });
  assert.deepEqual(tellRefusal(refusal('manager-not-found', 'manager')), { managerId: 'Not so.' });
  assert.deepEqual(tellRefusal(refusal('invalid-input', 'manager.userId')), { managerId: 'Not so.' });
});

test('what is about no field stands at none', () => {
  assert.deepEqual(tellRefusal(refusal('changed-meanwhile', 'If-Match')), {});
  assert.deepEqual(tellRefusal(refusal('overloaded')), {});
  assert.deepEqual(tellRefusal(new Error('A fault')), {});
  assert.deepEqual(tellRefusal(null), {});
});

test('of the roles that there are the one that the server takes for meant is found', () => {
  const told =
    'There is no agent role "Procesor" here; did you mean "Processor"? The roles here are: Loan Officer, Processor.';
  assert.equal(findMeantRole(told, ['Loan Officer', 'Processor']), 'Processor');
  assert.equal(findMeantRole(told, ['Loan Officer']), undefined);
  assert.equal(findMeantRole(undefined, ['Processor']), undefined);
});
