import type { Standing } from '../../contract/words/lead-words.ts';
import type { Slot } from '../law/assignment-rules.ts';
import type { NewLead } from '../leads/insert-leads.ts';
import { pick } from './sample-random-rules.ts';
import type { SampleUser } from './sample-user-rules.ts';

export interface SampleLead {
  lead: NewLead;
  slots: Slot[];
}

const streets = [
  'Lantern',
  'Marigold',
  'Pebble',
  'Quillfeather',
  'Starling',
  'Thimble',
  'Velvet',
  'Wicket',
] as const;
const places = ['Brook', 'Corner', 'Dell', 'Gate', 'Hill', 'Lane', 'Meadow', 'Rise', 'Row', 'Yard'] as const;
const statuses = [
  'New',
  'New',
  'Contacted',
  'Contacted',
  'Application',
  'Processing',
  'Closed',
  'Lost',
] as const;
const sources = ['Web form', 'Referral', 'Open house', 'Branch visit', 'Phone', 'Partner'] as const;
const states = [
  'AZ',
  'CA',
  'CO',
  'FL',
  'GA',
  'IL',
  'MI',
  'NC',
  'NY',
  'OH',
  'OR',
  'PA',
  'TX',
  'VA',
  'WA',
] as const;
const purposes = ['Purchase', 'Purchase', 'Refinance', 'Home equity'] as const;
const weekMs = 7 * 24 * 3_600_000;

/** One lead and who stands on it, drawn from `random`: a Loan Officer, with others of the same team. */
export function drawLead(
  random: () => number,
  { leadId, importedAt, users }: { leadId: number; importedAt: string; users: readonly SampleUser[] },
): SampleLead {
  const createdAt = new Date(Date.parse(importedAt) - 60_000 - random() * (weekMs - 60_000)).toISOString();
  const attributes = {
    loan_purpose: pick(random, purposes),
    loan_amount: String(100_000 + 5_000 * Math.floor(random() * 140)),
  };
  const lead = {
    leadId,
    facts: {
      name: `${pick(random, streets)} ${pick(random, places)} ${1 + Math.floor(random() * 99)}`,
      status: pick(random, statuses),
      source: pick(random, sources),
      state: pick(random, states),
    },
    attributes,
    createdAt,
  };
  const slots = drawSlots(random, users);
  return { lead: { ...lead, revision: slots.length > 0 ? 1 : 0 }, slots };
}

function drawSlots(random: () => number, users: readonly SampleUser[]): Slot[] {
  const [isUnassigned, hasProcessor, hasAssistant, hasSecond] = [0.02, 0.7, 0.15, 0.12].map(
    (share) => random() < share,
  );
  const officer = drawOfficer(random, users);
  if (isUnassigned || !officer) return [];
  const others = users.filter((user) => user.managerId === officer.managerId && user !== officer);
  return [
    toSlot(officer, 'primary'),
    ...(hasProcessor ? findOne(others, 'Processor', 'primary') : []),
    ...(hasAssistant ? findOne(others, 'Loan Officer Assistant', 'primary') : []),
    ...(hasSecond ? findOne(others, 'Loan Officer', 'secondary') : []),
  ];
}

/** Anybody below the branch managers; some have left since, and still stand on their leads. */
function drawOfficer(random: () => number, users: readonly SampleUser[]): SampleUser | undefined {
  const officers = users.filter((user) => user.agentRole === 'Loan Officer' && user.userId > 120);
  return officers[Math.floor(random() * officers.length)];
}

function findOne(team: readonly SampleUser[], agentRole: string, standing: Standing): Slot[] {
  const found = team.find((user) => user.agentRole === agentRole);
  return found ? [toSlot(found, standing)] : [];
}

export function toSlot({ userId, agentRole }: SampleUser, standing: Standing): Slot {
  return { userId, role: agentRole, standing };
}
