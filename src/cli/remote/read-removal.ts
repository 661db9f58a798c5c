import type { ReassignPlan } from '../../client/client.ts';
import { UsageError } from '../terminal/options.ts';
import { readUser } from './user-argument.ts';

/** Who is taken off the leads, as commands are told it. */
export interface RemovalFlags {
  nobody?: true;
  emptyRole?: string;
  remove?: string[];
}

type Removal = Pick<ReassignPlan, 'agentRole' | 'remove' | 'others'> & { to?: null };

/** Reads who goes; `to` is null where nobody receives. Undefined where the flags take nobody off. */
export function readRemoval(
  { nobody, emptyRole, remove }: RemovalFlags,
  { receives, others }: { receives: boolean; others: ReassignPlan['others'] | undefined },
): Removal | undefined {
  const whose = [nobody && '--nobody', emptyRole !== undefined && '--empty-role'].filter((flag) => flag);
  if (whose.length > 1 || (nobody && remove))
    throw new UsageError('--nobody removes everybody; leave out --empty-role and --remove, or --nobody.');
  if (whose.length > 0 && receives)
    throw new UsageError(`With ${whose[0]} nobody receives the leads; leave out who is to.`);
  if (!nobody && emptyRole === undefined && !remove) return undefined;
  return {
    ...(receives ? {} : { to: null }),
    ...(nobody ? { others: others ?? 'all' } : {}),
    ...(emptyRole === undefined ? {} : { agentRole: emptyRole }),
    ...(remove ? { remove: remove.map(readUser) } : {}),
  };
}
