import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayDecide, mayMoveLeads } from './access-rules.ts';

const me = 1;
const session = (accessRole: 'administrator' | 'manager' | 'agent') => ({
  org: { orgId: 7, name: 'Acme' },
  user: { userId: me, email: 'me@acme.example', name: 'Me', accessRole },
  mayRemove: accessRole === 'administrator',
  version: '0.0.0',
});
const by = (userId: number) => ({ userId, name: 'Somebody', email: 'x@acme.example', isActive: true });

test('an administrator decides about every request, a manager about their own of leads, an agent about none', () => {
  const cases = [
    { kind: 'reassign', requestedBy: by(me), manager: true },
    { kind: 'undo', requestedBy: by(me), manager: true },
    { kind: 'reassign', requestedBy: by(2), manager: false },
    { kind: 'reassign', requestedBy: null, manager: false },
    { kind: 'managers', requestedBy: by(me), manager: false },
    { kind: 'offboard', requestedBy: by(me), manager: false },
  ] as const;
  for (const { manager, ...request } of cases) {
    assert.equal(mayDecide(session('administrator'), request), true);
    assert.equal(mayDecide(session('manager'), request), manager, request.kind);
    assert.equal(mayDecide(session('agent'), request), false);
  }
});

test('everybody but agents moves leads', () => {
  assert.deepEqual(
    (['administrator', 'manager', 'agent'] as const).map((role) => mayMoveLeads(session(role))),
    [true, true, false],
  );
});
