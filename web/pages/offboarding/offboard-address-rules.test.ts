import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyReceiver, emptyReceivers } from '../../forms/receiver-draft.ts';
import { readOffboardDraft, writeOffboardDraft } from './offboard-address-rules.ts';
import { emptyOffboardDraft } from './offboard-rules.ts';

const rows = (...userIds: number[]) => userIds.map((userId, key) => ({ key, ...emptyReceiver, userId }));

const draft = {
  ...emptyOffboardDraft,
  also: [104, 105],
  endsAnyway: true,
  groups: {
    'Loan Officer, primary': { split: 'even' as const, keepStanding: false, receivers: rows(126, 127) },
    'Officer. First, Lending, secondary': { ...emptyReceivers, receivers: rows(131) },
  },
  team: 'each' as const,
  managers: new Map([
    [103, 126],
    [104, 127],
  ]),
  reason: 'Leaves at the end of the month',
  onDrift: 'stop' as const,
};

test('the choices are read as they were written, by the role and the standing of each group', () => {
  const search = writeOffboardDraft(draft);
  assert.deepEqual(search, {
    'primary.Loan Officer': 'even_126_127',
    'secondary.Officer. First, Lending': 131,
    also: '104_105',
    account: 'end-anyway',
    team: 'each',
    managers: '103-126_104-127',
    reason: 'Leaves at the end of the month',
    onDrift: 'stop',
  });
  assert.deepEqual(readOffboardDraft({ ...search }), draft);
});

test('what was not chosen is not spelled', () => {
  assert.deepEqual(writeOffboardDraft(emptyOffboardDraft), {});
  assert.deepEqual(
    writeOffboardDraft({ ...emptyOffboardDraft, groups: { 'Processor, primary': emptyReceivers } }),
    {},
  );
  assert.deepEqual(readOffboardDraft({}), emptyOffboardDraft);
});

test('what makes no sense in the address is left out, and the rest stays', () => {
  const nonsense = {
    'primary.Loan Officer': 'even_126_somebody',
    'primary.': 126,
    'tertiary.Processor': 126,
    also: 'x_0',
    team: 'nobody',
    heir: -1,
    managers: '103-0_x-126',
    runAt: 'soon',
    'secondary.Processor': 131,
  };
  assert.deepEqual(writeOffboardDraft(readOffboardDraft(nonsense)), { 'secondary.Processor': 131 });
});
