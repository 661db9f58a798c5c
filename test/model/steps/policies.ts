import fc from 'fast-check';
import type { Policies } from '../rules/modes.ts';

export const anyPolicies: fc.Arbitrary<Policies> = fc.record({
  onFailure: fc.constantFrom('continue', 'continue', 'stop', 'all-or-nothing'),
  onDrift: fc.constantFrom('skip', 'skip', 'stop', 'overwrite'),
});
