import type { RoleUndo } from '../../law/undo-rules.ts';
import type { LeftAlone, RowResult } from '../../ledger/request-rules.ts';
import { tellPutBack } from '../../ledger/undo-rows-rules.ts';
import type { UserDirectory } from '../../users/user-reference.ts';

/** What became of a lead, whose roles are told apart where some of them were left alone. */
export function explainLeadUndo(undos: readonly RoleUndo[], users: UserDirectory): RowResult {
  const hasChanged = undos.some((undo) => undo.outcome === 'changed');
  const worst =
    undos.find((undo) => undo.outcome === 'failed') ?? undos.find((undo) => undo.outcome === 'skipped');
  if (!worst) return hasChanged ? { outcome: 'changed' } : explainUnchanged(undos);
  const leftAlone = undos.flatMap((undo) => explain(undo, users));
  return {
    outcome: hasChanged ? 'changed' : worst.outcome,
    detail: {
      code: codeOf(worst),
      message: leftAlone.map(({ message }) => message).join(' '),
      ...(worst.outcome === 'skipped' ? { laterRequest: worst.laterRequest } : { userId: worst.userId }),
      leftAlone,
    },
  };
}

function explainUnchanged(undos: readonly RoleUndo[]): RowResult {
  const [by] = undos.flatMap((undo) => (undo.outcome === 'unchanged' && undo.undoneBy) || []);
  return by === undefined ? { outcome: 'unchanged' } : tellPutBack(by);
}

type Left = RoleUndo & { outcome: 'failed' | 'skipped' };

function codeOf(undo: Left): LeftAlone['code'] {
  return undo.outcome === 'skipped' ? 'later-change' : undo.code;
}

function explain(undo: RoleUndo, users: UserDirectory): LeftAlone[] {
  switch (undo.outcome) {
    case 'skipped': {
      const { role, laterRequest } = undo;
      const message = `${role} stays as request ${laterRequest} left it, which came later.`;
      return [{ role, code: codeOf(undo), message, laterRequestId: laterRequest }];
    }
    case 'failed':
      return [{ role: undo.role, code: codeOf(undo), message: explainFailure(undo, users) }];
    case 'changed':
    case 'unchanged':
      return [];
  }
}

function explainFailure(
  { role, code, userId }: RoleUndo & { outcome: 'failed' },
  users: UserDirectory,
): string {
  const user = users.describe(userId);
  return code === 'user-inactive'
    ? `${user} is no longer active, so cannot be put back as ${role}.`
    : `${user} stands on the lead in another role by now, so cannot be put back as ${role}.`;
}
