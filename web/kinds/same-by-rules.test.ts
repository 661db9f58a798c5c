import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestRowPage, ShownRequest } from '../../src/client/client.ts';
import { tellCommands } from './same-by-rules.ts';

type Rows = RequestRowPage['items'];

const origin = 'https://baton.example.com';
const counts = {
  total: 2,
  changed: 2,
  changedInPart: 0,
  unchanged: 0,
  failed: 0,
  skipped: 0,
  notAttempted: 0,
};

type Members<Request> = Request extends ShownRequest
  ? Pick<Request, 'kind' | 'spec'> & Partial<Request>
  : never;

function aRequest(members: Members<ShownRequest>): ShownRequest {
  return {
    requestId: 1_000_000_053,
    state: 'done',
    origin: 'api',
    reason: null,
    undone: null,
    requestedBy: null,
    keyMadeBy: null,
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
    expiresAt: null,
    onReceiverUnavailable: 'fail',
    ways: [],
    advised: [],
    undoPlan: null,
    retries: null,
    retriedBy: [],
    preview: null,
    result: null,
    ...members,
  };
}

const twoLeads = [
  { row: 1, leadId: 1001, outcome: 'changed' },
  { row: 2, leadId: 1002, outcome: 'changed' },
] as const;

const noa = {
  firstName: 'Noa',
  lastName: '',
  email: 'noa@x.example',
  agentRole: 'Loan Officer',
  accessRole: 'agent',
};
const leaver = { userId: 161, name: 'Lea Example' };
const ofAna = { user: { userId: 126 } };
const shared = {
  mode: 'weighted' as const,
  keepStanding: false,
  receivers: [{ ...ofAna, share: 2 }],
};
const offboarding: ShownRequest<'offboard'>['spec'] = {
  leavers: [leaver],
  leads: [],
  reports: { to: 'manager' },
  account: 'wait',
  shares: [],
  caps: {},
};

const aLead = (leadId: number, input: object): Rows[number] => ({
  row: leadId,
  leadId,
  input,
  outcome: 'changed',
});

const cases: { name: string; request: Members<ShownRequest>; rows?: Rows; cli: string; curl: RegExp }[] = [
  {
    name: 'an offboarding, group by group',
    request: {
      kind: 'offboard',
      reason: 'Retires',
      spec: {
        ...offboarding,
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
    name: 'an offboarding of several who leave first, in any case',
    request: {
      kind: 'offboard',
      spec: {
        ...offboarding,
        leavers: [leaver, { userId: 162, name: 'Lou Example' }],
        leads: [{ to: ofAna }],
        account: 'end-anyway',
      },
    },
    cli: "baton offboard 161 162 --leads '*=126' --end-anyway",
    curl: /"users":\[\{"userId":161\},\{"userId":162\}\],.*"account":"end-anyway"/,
  },
  {
    name: 'somebody new, with their manager',
    request: { kind: 'account', spec: { isActive: true, users: [], newUsers: 1 }, reason: 'Hired' },
    rows: [
      {
        row: 1,
        part: 'account',
        userId: 9,
        input: { user: { email: noa.email }, facts: noa, manager: { userId: 126 } },
        outcome: 'changed',
      },
      { row: 2, part: 'reporting-line', userId: 9, outcome: 'changed' },
    ],
    cli: "baton users add --first-name Noa --email noa@x.example --agent-role 'Loan Officer' --access-role agent --manager 126 --reason Hired",
    curl: /"isActive":true,"newUsers":\[\{"firstName":"Noa",.*"manager":\{"userId":126\}\}\],"reason":"Hired"/,
  },
  {
    name: 'more people who are new than are known here',
    request: { kind: 'account', spec: { isActive: true, users: [], newUsers: 2 } },
    rows: [{ row: 1, part: 'account', userId: null, input: { facts: noa }, outcome: 'failed' }],
    cli: 'baton requests show 1000000053\nbaton requests rows 1000000053 --csv > rows.csv',
    curl: /requests\/1000000053$/,
  },
  {
    name: 'facts of a lead, an amount as a number and what is taken away as nothing',
    request: { kind: 'facts', spec: { about: 'leads' }, counts: { ...counts, total: 1 } },
    rows: [
      {
        row: 1,
        leadId: 1001,
        input: {
          facts: { phone: '+1 303 555 0142', email: null, amount: '250000.5', 'attributes.dog': null },
        },
        outcome: 'changed',
      },
    ],
    cli: "baton leads change 1001 --phone '+1 303 555 0142' --email '' --amount 250000.5 --attribute dog=",
    curl: /"facts":\{"phone":"\+1 303 555 0142","email":null,"amount":250000.5,"attributes":\{"dog":null\}\}/,
  },
  {
    name: 'an offboarding whose reports go one by one',
    request: {
      kind: 'offboard',
      spec: { ...offboarding, reports: { to: [{ user: { userId: 140 }, manager: { userId: 126 } }] } },
    },
    cli: 'baton offboard 161 --report 140=126',
    curl: /"reports":\{"to":\[\{"user":\{"userId":140\},"manager":\{"userId":126\}\}\]\}/,
  },
  {
    name: 'an offboarding with caps, which the CLI cannot give to a group',
    request: {
      kind: 'offboard',
      spec: {
        ...offboarding,
        leads: [{ to: { distribution: { ...shared, receivers: [{ ...ofAna, share: 2, cap: 9 }] } } }],
      },
    },
    cli: 'baton requests show 1000000053\nbaton requests rows 1000000053 --csv > rows.csv',
    curl: /"kind":"offboard".*"cap":9/,
  },
  {
    name: 'leads that were named',
    request: {
      kind: 'reassign',
      spec: { to: { user: { userId: 126 } }, others: 'same-role' },
      reason: "Ana's leave",
    },
    cli: String.raw`baton reassign 1001 1002 --to 126 --others same-role --reason 'Ana'\''s leave'`,
    curl: /"leads":\[1001,1002\],"to":\{"user":\{"userId":126\}\}/,
  },
  {
    name: 'a selection and a split',
    request: {
      kind: 'reassign',
      spec: {
        selection: { owner: { userId: 161 }, status: ['New', 'On hold'], primaryInactive: true },
        to: {
          distribution: {
            mode: 'percent',
            keepStanding: false,
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
    name: 'a split that levels books',
    request: {
      kind: 'reassign',
      spec: {
        selection: { unassigned: true },
        to: {
          distribution: {
            mode: 'level',
            keepStanding: false,
            receivers: [{ user: { userId: 126 }, cap: 400 }, { user: { userId: 127 } }],
          },
        },
      },
    },
    cli: 'baton reassign --select unassigned=true --level 126,127 --caps 126:400',
    curl: /"mode":"level"/,
  },
  {
    name: 'everybody who is removed',
    request: { kind: 'reassign', spec: { selection: { q: 'x' }, to: null, others: 'all', removes: true } },
    rows: [aLead(1001, { primary: null })],
    cli: 'baton reassign --select q=x --nobody',
    curl: /"to":null,"others":"all"\}/,
  },
  {
    name: 'a role that is emptied',
    request: {
      kind: 'reassign',
      spec: { to: null, others: 'keep', agentRole: 'Loan Officer', removes: true },
    },
    rows: [aLead(1001, { primary: null }), aLead(1002, { primary: null })],
    cli: "baton reassign 1001 1002 --empty-role 'Loan Officer'",
    curl: /"to":null,"agentRole":"Loan Officer"\}/,
  },
  {
    name: 'people whom every row removes',
    request: { kind: 'reassign', spec: { others: 'keep', removes: true } },
    rows: [1001, 1002].map((leadId) => aLead(leadId, { primary: null, remove: [12, 13] })),
    cli: 'baton reassign 1001 1002 --remove 12 13',
    curl: /"to":null,"remove":\[\{"userId":12\},\{"userId":13\}\]/,
  },
  {
    name: 'somebody who is removed while another receives',
    request: {
      kind: 'reassign',
      spec: { to: { user: { userId: 1 } }, others: 'keep', remove: [{ userId: 12 }] },
    },
    cli: 'baton reassign 1001 1002 --to 1 --remove 12 --others keep',
    curl: /"remove":\[\{"userId":12\}\]/,
  },
  {
    name: 'rows that remove different people',
    request: { kind: 'reassign', spec: { others: 'keep', removes: true } },
    rows: [12, 13].map((userId) => aLead(1000 + userId, { primary: null, remove: [userId] })),
    cli: 'baton requests show 1000000053\nbaton requests rows 1000000053 --csv > rows.csv',
    curl: /requests\/1000000053$/,
  },
  {
    name: 'a single reassignment with others beside',
    request: {
      kind: 'reassign',
      spec: { to: ofAna, primary: { userId: 126 }, listed: [{ userId: 130 }], others: 'keep' },
    },
    cli: 'baton reassign 1001 1002 --to 126 --with 130 --others keep',
    curl: /"rows":\[\{"leadId":1001,"listed":\[\{"userId":130\}\]\}/,
  },
  {
    name: 'an undo',
    request: { kind: 'undo', undoes: 7, spec: { subjects: 'leads' } },
    cli: 'baton undo 7',
    curl: /requests\/7\/undo/,
  },
  {
    name: 'an undo of some rows',
    request: { kind: 'undo', undoes: 7, spec: { subjects: 'leads', leads: 2 }, reason: 'Not these' },
    cli: "baton undo 7 --leads 1001,1002 --reason 'Not these'",
    curl: /requests\/7\/undo[\s\S]*"leads":\[1001,1002\],"reason":"Not these"/,
  },
  {
    name: 'an undo of those that changed in part',
    request: { kind: 'undo', undoes: 7, spec: { subjects: 'leads', outcome: 'changed in part' } },
    cli: "baton undo 7 --outcome 'changed in part'",
    curl: /"outcome":"changed in part"/,
  },
  {
    name: 'a retry',
    request: { kind: 'reassign', spec: {}, retries: 8 },
    cli: 'baton requests retry 8',
    curl: /requests\/8\/retry/,
  },
  {
    name: 'leads of whoever is away by then are shared by the others',
    request: { kind: 'reassign', spec: { to: { user: { userId: 127 } } }, onReceiverUnavailable: 'split' },
    cli: 'baton reassign 1001 1002 --to 127 --on-receiver-unavailable split',
    curl: /"onReceiverUnavailable":"split"/,
  },
  {
    name: 'a retry for somebody else',
    request: {
      kind: 'reassign',
      retries: 8,
      reason: 'Cy left',
      spec: { to: { user: { userId: 5 } }, handedTo: { user: { userId: 5 } } },
    },
    cli: "baton requests retry 8 --to 5 --reason 'Cy left'",
    curl: /requests\/8\/retry[\s\S]*"to":\{"user":\{"userId":5\}\}/,
  },
  {
    name: 'what is too large to be named',
    request: { kind: 'reassign', spec: { to: { user: { userId: 1 } } }, counts: { ...counts, total: 5_000 } },
    cli: 'baton requests show 1000000053\nbaton requests rows 1000000053 --csv > rows.csv',
    curl: /requests\/1000000053$/,
  },
];

const [ana, bo] = [
  { userId: 126, name: 'Ana Example', email: 'ana@example.com', isActive: true },
  { userId: 127, name: 'Bo Example', email: 'bo@example.com', isActive: true },
];
const managerCases: {
  name: string;
  rows: Rows;
  request?: Partial<ShownRequest<'managers'>>;
  cli: string;
  curl: RegExp;
}[] = [
  {
    name: 'one change of manager',
    rows: [{ row: 1, userId: 130, receiver: null, outcome: 'changed' }],
    cli: 'baton managers 130 none',
    curl: /"rows":\[\{"user":\{"userId":130\},"manager":null\}\]/,
  },
  {
    name: 'a swap, which is one request',
    rows: [
      { row: 1, userId: 126, receiver: bo, outcome: 'changed' },
      { row: 2, userId: 127, receiver: ana, outcome: 'changed' },
    ],
    request: { reason: 'They swap', onFailure: 'all-or-nothing' },
    cli: "baton managers --csv - <<'EOF' --reason 'They swap' --on-failure all-or-nothing\nuser_id,manager_id\n126,127\n127,126\nEOF",
    curl: /"rows":\[\{"user":\{"userId":126\},"manager":\{"userId":127\}\},\{"user":\{"userId":127\}/,
  },
  {
    name: 'rows that named somebody unknown, by id and by e-mail',
    rows: [
      { row: 1, userId: 126, receiver: bo, outcome: 'changed' },
      {
        row: 2,
        userId: null,
        receiver: null,
        input: { user: { email: 'gone@example.com' }, manager: { userId: 9 } },
        outcome: 'failed',
      },
      { row: 3, userId: 130, receiver: null, outcome: 'changed' },
    ],
    cli: "baton managers --csv - <<'EOF'\nuser_id,user_email,manager_id\n126,,127\n,gone@example.com,9\n130,,\nEOF",
    curl: /"user":\{"email":"gone@example.com"\},"manager":\{"userId":9\}/,
  },
  {
    name: 'managers by GUID, which the CLI does not know',
    rows: [{ row: 1, userId: 126, input: { userGuid: 'a', managerGuid: 'b' }, outcome: 'changed' }],
    cli: 'baton requests show 1000000053\nbaton requests rows 1000000053 --csv > rows.csv',
    curl: /UpdateReportingManagerInBulk.*"UserId":"a","ManagerId":"b"/s,
  },
  {
    name: 'more changes of managers than are known here',
    rows: [{ row: 1, userId: 130, receiver: null, outcome: 'changed' }],
    request: { counts: { ...counts, total: 5_000 }, reason: 'Merge' },
    cli: '# 5,000 rows: write user_id,manager_id of each to managers.csv,\n# from user_id and receiver_id of the rows.\nbaton requests rows 1000000053 --csv > rows.csv\nbaton managers --csv managers.csv --reason Merge',
    curl: /requests\/1000000053$/,
  },
];

for (const { name, request, rows, cli, curl } of managerCases) {
  test(`the same by CLI and by curl: ${name}`, () => {
    const asked = { kind: 'managers', spec: {} } as const;
    const members = { ...asked, counts: { ...counts, total: rows.length }, ...request };
    const commands = tellCommands(aRequest(members), rows, origin);
    assert.equal(commands.cli, cli);
    assert.match(commands.curl, curl);
  });
}

for (const { name, request, rows = [...twoLeads], cli, curl } of cases) {
  test(`the same by CLI and by curl: ${name}`, () => {
    const commands = tellCommands(aRequest(request), rows, origin);
    assert.equal(commands.cli, cli);
    assert.match(commands.curl, curl);
  });
}
