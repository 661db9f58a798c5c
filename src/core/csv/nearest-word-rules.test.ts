import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findNearestWord } from './nearest-word-rules.ts';

const columns = ['name', 'status', 'source', 'state', 'lead_id', 'primary_email', 'others'];

test('a slip of the pen finds the word that was meant, and another word none', () => {
  const cases: Record<string, string | undefined> = {
    naem: 'name',
    statu: 'status',
    leadid: 'lead_id',
    lead: 'lead_id',
    primry_emial: 'primary_email',
    owner: undefined,
    phone: undefined,
    note: undefined,
    id: 'lead_id',
    to: undefined,
  };
  for (const [word, meant] of Object.entries(cases))
    assert.equal(findNearestWord(word, columns), meant, word);
});
