import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import { omitUndefined } from '../../address/read-search.ts';
import { type Commands, curl, flagsOf, quote, tellFollow, termsOf } from '../../requests/command-rules.ts';

type Rows = RequestRowPage['items'];
const mostNamed = 20;

/** Of some rows, which: by what they are about, or by what became of them. */
export function tellUndo(request: ShownRequest<'undo'>, rows: Rows, origin: string): Commands {
  const { undoes } = request;
  const { leads, users, outcome, exceptLeads, exceptUsers, reviveKeys } = request.spec;
  const isNamed = leads !== undefined || users !== undefined;
  if (isNamed && request.counts.total > Math.min(rows.length, mostNamed)) return tellFollow(request, origin);
  const chosen = isNamed ? nameSubjects(rows) : {};
  const flags = [
    ...Object.entries(chosen).map(([name, ids]) => `--${name} ${ids.join()}`),
    ...(outcome === undefined ? [] : [`--outcome ${quote(outcome)}`]),
    ...(exceptLeads ? [`--except-leads ${exceptLeads.join()}`] : []),
    ...(exceptUsers ? [`--except-users ${exceptUsers.join()}`] : []),
    ...(reviveKeys === true ? ['--revive-keys'] : []),
    ...flagsOf(request),
  ];
  const body = {
    ...chosen,
    ...omitUndefined({ outcome, exceptLeads, exceptUsers, reviveKeys }),
    ...termsOf(request),
  };
  return {
    cli: [`baton undo ${undoes}`, ...flags].join(' '),
    curl: curl(`${origin}/api/v1/requests/${undoes}/undo`, flags.length > 0 ? body : undefined),
  };
}

/** Somebody's line and their account are two rows about one user. */
function nameSubjects(rows: Rows): { leads?: number[]; users?: number[] } {
  const leads = rows.flatMap(({ leadId }) => leadId ?? []);
  const users = [...new Set(rows.flatMap(({ userId }) => userId ?? []))];
  return { ...(leads.length > 0 ? { leads } : {}), ...(users.length > 0 ? { users } : {}) };
}
