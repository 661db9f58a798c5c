import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellStep, tellTimeline } from './timeline-rules.ts';

const cause = (requestId: number) => ({
  requestId,
  kind: 'reassign' as const,
  requestedBy: null,
  keyMadeBy: null,
  reason: null,
  undone: null,
});
const person = (userId: number) => ({
  userId,
  name: `User ${userId}`,
  email: `${userId}@x.example`,
  isActive: true,
  isInSight: true,
});
const role = 'Loan Officer';

test('rows with a beginning and an end are told as events, the newest first', () => {
  const events = tellTimeline([
    {
      user: person(2),
      role,
      standing: 'primary',
      fromAt: '2026-02',
      fromRequest: cause(11),
      untilAt: null,
      untilRequest: null,
    },
    {
      user: person(1),
      role,
      standing: 'secondary',
      fromAt: '2026-02',
      fromRequest: cause(11),
      untilAt: '2026-03',
      untilRequest: cause(12),
    },
    {
      user: person(1),
      role,
      standing: 'primary',
      fromAt: '2026-01',
      fromRequest: cause(10),
      untilAt: '2026-02',
      untilRequest: cause(11),
    },
  ]);
  const told = events.map(({ cause: { requestId }, steps }) => [
    requestId,
    ...steps.map((step) => `${step.userId} ${tellStep(step)}`),
  ]);
  assert.deepEqual(told, [
    [12, '1 removed'],
    [11, '2 became primary', '1 became secondary, was primary'],
    [10, '1 became primary'],
  ]);
});
