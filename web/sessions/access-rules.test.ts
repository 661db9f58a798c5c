import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayMoveLeads } from './access-rules.ts';

const me = 1;
const session = (accessRole: 'administrator' | 'manager' | 'agent') => ({
  org: { orgId: 7, name: 'Acme' },
  user: { userId: me, email: 'me@acme.example', name: 'Me', accessRole },
  mayRemove: accessRole === 'administrator',
  secondFactor: null,
  version: '0.0.0',
});
test('everybody but agents moves leads', () => {
  assert.deepEqual(
    (['administrator', 'manager', 'agent'] as const).map((role) => mayMoveLeads(session(role))),
    [true, true, false],
  );
});
