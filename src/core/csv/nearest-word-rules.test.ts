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
    sttae: 'state',
    primary_emial: 'primary_email',
    primaryemai: 'primary_email',
    xprimary_email: 'primary_email',
    other: 'others',
    toehrs: undefined,
    satte: 'state',
    sta: undefined,
    lead_di: 'lead_id',
    sauce: undefined,
  };
  for (const [word, meant] of Object.entries(cases))
    assert.equal(findNearestWord(word, columns), meant, word);
});
