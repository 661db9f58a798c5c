import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatonError } from '../../client/client.ts';
import { inFlags, offboardFlags, reassignFlags, undoFlags } from './name-flags.ts';

const refused = (detail: string, column: string) =>
  new BatonError({
    code: 'invalid-input',
    status: 400,
    detail,
    field: column,
    problems: [{ line: 2, column, reason: detail }],
  });

const cases = [
  [
    reassignFlags,
    'rows[1].leadId: Lead 7 is named by rows[0].leadId already.',
    'place 2 of the leads: Lead 7 is named by place 1 of the leads already.',
  ],
  [reassignFlags, 'Ana is named by to.user and by remove[0].', 'Ana is named by --to and by --remove.'],
  [
    reassignFlags,
    'Ana is named by listed[1] and by rows[3].remove[0].',
    'Ana is named by --with and by --remove.',
  ],
  [
    reassignFlags,
    'to.distribution.receivers[1].share must be a number.',
    '--distribute or --level must be a number.',
  ],
  [
    reassignFlags,
    'selection.createdFrom and selection.owner.userId',
    '--select created-from and --select owner',
  ],
  [
    reassignFlags,
    'For the leads agentRole empties one role, which others: all contradicts.',
    'For the leads --empty-role empties one role, which --others all contradicts.',
  ],
  [
    reassignFlags,
    'runAt is no moment; onReceiverUnavailable, too',
    '--run-at is no moment; --on-receiver-unavailable, too',
  ],
  [undoFlags, 'leads[0] and users[2]', 'place 1 of --leads and place 3 of --users'],
  [
    offboardFlags,
    'leads[2].to.distribution.receivers[0] and users[1]',
    '--leads or --to and place 2 of those who leave',
  ],
  [offboardFlags, 'reports.to[1].user and reports.to', '--report and --reports-to'],
] as const;

test('a refusal names the flags that were typed, in its sentence and in its problems', () => {
  for (const [naming, detail, said] of cases) {
    assert.throws(
      () => inFlags(naming, () => '--users USERS')(refused(detail, detail.split(' ')[0] ?? '')),
      (error) => {
        assert.ok(error instanceof BatonError);
        assert.equal(error.detail, `${said}\nOn the command line: --users USERS.`);
        assert.equal(error.problems[0]?.reason, said);
        assert.doesNotMatch(String(error.problems[0]?.column), /\[\d|\.\w/);
        return true;
      },
    );
  }
});

test('what is no refusal is thrown as it is', () => {
  const error = new Error('leads[1]');
  assert.throws(
    () => inFlags(reassignFlags)(error),
    (thrown) => thrown === error,
  );
});
