import { BatonError } from '../../../../src/client/client.ts';
import type { FactDraft, Told } from './fact-draft-rules.ts';

const fields = ['firstName', 'lastName', 'email', 'agentRole', 'accessRole', 'reason'] as const;
const ofManager = ['manager-not-found', 'manager-inactive', 'own-manager', 'would-form-cycle'];

/** Where a refusal belongs; undefined where that is no field. */
export function findRefusedField(error: unknown): keyof FactDraft | undefined {
  if (!(error instanceof BatonError)) return undefined;
  if (ofManager.includes(error.code) || error.field?.startsWith('manager')) return 'managerId';
  return fields.find((field) => field === error.field);
}

/** A refusal at its field. */
export function tellRefusal(error: unknown): Told {
  const field = findRefusedField(error);
  return field !== undefined && error instanceof BatonError ? { [field]: error.detail } : {};
}

/** The role that the server takes for the one that was meant. */
export function findMeantRole(told: string | undefined, roles: readonly string[]): string | undefined {
  return roles.find((role) => told?.includes(`did you mean "${role}"?`));
}
