import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chooseScopes, scopes, scopesOfRole } from './scope-rules.ts';

const someScopes = fc.subarray([...scopes]);
const someRole = fc.constantFrom('administrator' as const, 'manager' as const, 'agent' as const);

test('a new key is for what was asked, and never for more than its owner or its maker may', () => {
  fc.assert(
    fc.property(fc.option(someScopes, { nil: undefined }), someRole, someScopes, (asked, role, makers) => {
      const mayAll = (asked ?? []).every((s) => scopesOfRole(role).includes(s) && makers.includes(s));
      const choice = chooseScopes({ asked, role, makers });
      assert.equal('chosen' in choice, mayAll);
      if (!('chosen' in choice)) return;
      if (asked) assert.deepEqual(choice.chosen, asked);
      for (const scope of choice.chosen) {
        assert.ok(scopesOfRole(role).includes(scope) && makers.includes(scope));
      }
    }),
  );
});
