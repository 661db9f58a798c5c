import type { ShownLead } from '../../../src/client/client.ts';
import { Facts } from '../../ui/sections/Facts.tsx';
import { Section } from '../../ui/sections/Section.tsx';

export function LeadFacts({ lead }: { lead: ShownLead }) {
  const { leadId, name, status, source, state, attributes } = lead;
  const own = Object.entries(attributes).map(([key, value]) => [spellName(key), spellValue(value)] as const);
  return (
    <Section title="Facts">
      <Facts
        facts={[
          ['Name', name],
          ['ApplicationId', leadId],
          ['Status', status || '–'],
          ['Source', source || '–'],
          ['State', state || '–'],
          ...own,
        ]}
      />
    </Section>
  );
}

function spellName(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function spellValue(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^\d{4,15}$/.test(value) ? Number(value).toLocaleString() : value;
}
