import type { Transaction } from '../../database/transaction.ts';

const identityLock = 7_246_853;

/** Until the transaction ends nobody else of the org gives ids or addresses: the same would else be given twice. */
export function takeIdentityTurn(tx: Transaction, orgId: number): void {
  tx.write({ text: 'select pg_advisory_xact_lock($1, $2)', values: [identityLock, orgId] });
}
