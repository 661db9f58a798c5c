import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMendDraft, readMendSearch, writeMendDraft } from './mend-draft-rules.ts';

const empty = { managerId: undefined, without: new Set<number>(), reason: '' };

test('who is to be whose manager is read as it was written', () => {
  const draft = { managerId: 131, without: new Set([103, 104]), reason: 'Their manager has left' };
  assert.deepEqual(readMendDraft(writeMendDraft(draft)), draft);
  assert.deepEqual(readMendDraft(writeMendDraft(empty)), empty);
});

test('what was not chosen or makes no sense is not in the address', () => {
  assert.deepEqual(readMendSearch({}), {});
  const nonsense = { manager: 'somebody', without: [-1, 'x', 103], reason: [], to: 131 };
  assert.deepEqual(readMendSearch(nonsense), { without: [103] });
});
