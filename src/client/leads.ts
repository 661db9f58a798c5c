import type { LeadChains } from '../contract/v1/chains.ts';
import type { ChangedLead, FactHistoryPage, LeadChange } from '../contract/v1/facts.ts';
import type { LeadHistoryPage, LeadPage, LeadsQuery, ShownLead } from '../contract/v1/leads.ts';
import type { MadeLead, NewLeadBody, PutLeadBody } from '../contract/v1/records.ts';
import type { Caller, CallOptions, Loose } from './caller.ts';
import { makeIdempotencyKey } from './idempotency-key.ts';
import { openPages, type PageQuery } from './pages.ts';
import type { ChangeOptions, MakeOptions } from './requests.ts';

/** `asOf`: answer as it was at this moment, ISO 8601 with an offset. */
export type AsOfOptions = CallOptions & { asOf?: string | undefined };

/** `client.leads`. */
export function openLeads(caller: Caller) {
  return {
    /** Lists the leads that match. */
    list: ({ signal, ...query }: CallOptions & Loose<LeadsQuery> = {}) =>
      openPages<LeadPage>(caller, { path: 'api/v1/leads', query, signal }),

    /** Shows a lead and who stands on it. */
    show: (leadId: number, { signal, ...query }: AsOfOptions = {}): Promise<ShownLead> =>
      caller.ask({ path: `api/v1/leads/${leadId}`, query, signal }),

    /** Lists everyone who ever stood on a lead, the newest first; with `include: 'facts'` what became known of it, too. */
    history: (leadId: number, { signal, ...query }: CallOptions & PageQuery & { include?: 'facts' } = {}) =>
      openPages<LeadHistoryPage>(caller, { path: `api/v1/leads/${leadId}/history`, query, signal }),

    /** Lists what became known of a lead, the newest first. */
    facts: (leadId: number, { signal, ...query }: CallOptions & PageQuery = {}) =>
      openPages<FactHistoryPage>(caller, { path: `api/v1/leads/${leadId}/facts`, query, signal }),

    /** Makes a lead. */
    create: ({
      signal,
      idempotencyKey = makeIdempotencyKey(),
      ...json
    }: MakeOptions & Loose<NewLeadBody>): Promise<MadeLead> =>
      caller.ask({ method: 'POST', path: 'api/v1/leads', json, idempotencyKey, signal }),

    /**
     * Changes what is known of a lead; what is left out stays, and null takes away. With `ifMatch`, an ETag, only where it
     * did not change meanwhile.
     */
    change: (
      leadId: number,
      { signal, idempotencyKey = makeIdempotencyKey(), ifMatch, ...json }: ChangeOptions & Loose<LeadChange>,
    ): Promise<ChangedLead> =>
      caller.ask({
        method: 'PATCH',
        path: `api/v1/leads/${leadId}`,
        json,
        idempotencyKey,
        ifMatch,
        signal,
      }),

    /** Shows the lead that has a key in another system. */
    showByKey: (system: string, key: string, { signal }: CallOptions = {}): Promise<ShownLead> =>
      caller.ask({ path: pathByKey(system, key), signal }),

    /**
     * Changes the lead that has a key in another system, or makes one with it: what is left out stays, and null takes away.
     */
    putByKey: (
      system: string,
      key: string,
      { signal, idempotencyKey = makeIdempotencyKey(), ifMatch, ...json }: ChangeOptions & Loose<PutLeadBody>,
    ): Promise<MadeLead> =>
      caller.ask({
        method: 'PUT',
        path: pathByKey(system, key),
        json,
        idempotencyKey,
        ifMatch,
        signal,
      }),

    /** Shows who answers for a lead: its primaries and the managers above each. */
    chain: (leadId: number, { signal, ...query }: AsOfOptions = {}): Promise<LeadChains> =>
      caller.ask({ path: `api/v1/leads/${leadId}/chain`, query, signal }),
  };
}

function pathByKey(system: string, key: string): string {
  return `api/v1/leads/by-key/${encodeURIComponent(system)}/${encodeURIComponent(key)}`;
}
