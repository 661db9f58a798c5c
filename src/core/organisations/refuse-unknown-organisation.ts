import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Without this an operator who mistypes the number is told that its users or keys are not there. */
export async function refuseUnknownOrganisation(tx: Transaction, orgId: number): Promise<void> {
  const orgs = await tx.read({ text: 'select from org where org_id = $1', values: [orgId] });
  if (orgs.length > 0) return;
  throw new Refusal('organisation-not-found', {
    field: 'org',
    message: `There is no organisation ${orgId}. Check its number, or make it first.`,
  });
}
