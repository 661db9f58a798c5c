import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownRequest } from '../../src/client/client.ts';
import { tellCommands } from './same-by-rules.ts';

const origin = 'https://baton.example.com';
const counts = { total: 2, changed: 2, unchanged: 0, failed: 0, skipped: 0, notAttempted: 0 };

function aRequest(members: Partial<ShownRequest>): ShownRequest {
  return {
    requestId: 1_000_000_053,
    kind: 'reassign',
    state: 'done',
    origin: 'api',
    reason: null,
    requestedBy: null,
    counts,
    createdAt: '2026-11-22T09:30:00.000000Z',
    startedAt: null,
    finishedAt: null,
    undoes: null,
    undoneBy: [],
    rowsPerSecond: null,
    estimatedFinishAt: null,
    runAt: null,
    onFailure: 'continue',
    onDrift: 'skip',
    retries: null,
    retriedBy: [],
    spec: {},
    preview: null,
    result: null,
    ...members,
  };
}

const twoLeads = [
  { row: 1, leadId: 1001, outcome: 'changed' },
  { row: 2, leadId: 1002, outcome: 'changed' },
] as const;

const leaver = { userId: 161, name: 'Lea Example' };
const ofAna = { user: { userId: 126 } };
const shared = { mode: 'weighted', keepStanding: false, receivers: [{ ...ofAna, share: 2 }] };

const cases: { name: string; request: Partial<ShownRequest>; cli: string; curl: RegExp }[] = [
  {
    name: 'an offboarding, group by group',
    request: {
      kind: 'offboard',
      reason: 'Retires',
      spec: {
        leaver,
        leads: [
          { agentRole: 'Loan Officer', standing: 'primary', to: { distribution: shared } },
          { standing: 'secondary', to: ofAna },
        ],
        reports: { to: { userId: 127 } },
      },
    },
    cli: "baton offboard 161 --leads 'Loan Officer/primary=126:2' '*/secondary=126' --reports-to 127 --reason Retires",
    curl: /"kind":"offboard","user":\{"userId":161\},"leads":\[.*"reports":\{"to":\{"userId":127\}\},"reason":"Retires"/,
  },
  {
    name: 'an offboarding whose reports go one by one',
    request: {
      kind: 'offboard',
      spec: { leaver, leads: [], reports: { to: [{ user: { userId: 140 }, manager: { userId: 126 } }] } },
    },
    cli: 'baton offboard 161 --report 140=126',
    curl: /"reports":\{"to":\[\{"user":\{"userId":140\},"manager":\{"userId":126\}\}\]\}/,
  },
  {
    name: 'an offboarding with caps, which the CLI cannot give to a group',
    request: {
      kind: 'offboard',
      spec: {
        leaver,
        leads: [{ to: { distribution: { ...shared, receivers: [{ ...ofAna, share: 2, cap: 9 }] } } }],
        reports: { to: 'manager' },
      },
    },
    cli: 'baton requests show 1000000053\nbaton requests rows 1000000053 --csv > rows.csv',
    curl: /"kind":"offboard".*"cap":9/,
  },
  {
    name: 'leads that were named',
    request: { spec: { to: { user: { userId: 126 } }, others: 'same-role' }, reason: "Ana's leave" },
    cli: String.raw`baton reassign 1001 1002 --to 126 --others same-role --reason 'Ana'\''s leave'`,
    curl: /"leads":\[1001,1002\],"to":\{"user":\{"userId":126\}\}/,
  },
  {
    name: 'a selection and a split',
    request: {
      spec: {
        selection: { owner: { userId: 161 }, status: ['New', 'On hold'], primaryInactive: true },
        to: {
          distribution: {
            mode: 'percent',
            receivers: [
              { user: { userId: 126 }, share: 60, cap: 400 },
              { user: { userId: 127 }, share: 40 },
            ],
          },
        },
      },
      onDrift: 'stop',
    },
    cli: "baton reassign --select owner=161 status=New 'status=On hold' primary-inactive=true --distribute 126:60%,127:40% --caps 126:400 --on-drift stop",
    curl: /"selection":\{"owner":\{"userId":161\}/,
  },
  {
    name: 'a single reassignment with others beside',
    request: { spec: { primary: { userId: 126 }, listed: [{ userId: 130 }], others: 'keep' } },
    cli: 'baton reassign 1001 1002 --to 126 --with 130 --others keep',
    curl: /"rows":\[\{"leadId":1001,"listed":\[\{"userId":130\}\]\}/,
  },
  { name: 'an undo', request: { kind: 'undo', undoes: 7 }, cli: 'baton undo 7', curl: /requests\/7\/undo/ },
  {
    name: 'a retry',
    request: { retries: 8 },
    cli: 'baton requests retry 8',
    curl: /requests\/8\/retry/,
  },
  {
    name: 'what is too large to be named',
    request: { spec: { to: { user: { userId: 1 } } }, counts: { ...counts, total: 5_000 } },
    cli: 'baton requests show 1000000053\nbaton requests rows 1000000053 --csv > rows.csv',
    curl: /requests\/1000000053$/,
  },
];

for (const { name, request, cli, curl } of cases) {
  test(`the same by CLI and by curl: ${name}`, () => {
    const commands = tellCommands(aRequest(request), [...twoLeads], origin);
    assert.equal(commands.cli, cli);
    assert.match(commands.curl, curl);
  });
}
