import type { Spec } from '../../contract/v1/kinds/kinds.ts';
import type { RequestKind } from '../../contract/words/request-words.ts';

/** What is asked for all rows of a request, as its kind has it. */
export type Asked<Kind extends RequestKind = RequestKind> = {
  [Name in Kind]: { kind: Name; spec: Spec<Name> };
}[Kind];

/** The same before it is written, as JSON: a member that is undefined is none. */
export type Unwritten<Value> = Value extends readonly (infer Item)[]
  ? readonly Unwritten<Item>[]
  : Value extends object
    ? {
        readonly [Name in keyof Value]:
          | Unwritten<Value[Name]>
          | (Record<never, never> extends Pick<Value, Name> ? undefined : never);
      }
    : Value;

/** What a plan of an offboarding did not keep before it could be asked for. */
const unsaid: Omit<Spec<'offboard'>, 'leavers'> = {
  leads: [],
  reports: { to: 'manager' },
  account: 'wait',
  shares: [],
  caps: {},
};

/**
 * The `spec` of a request in one shape, whichever door and version wrote it; nothing that was kept is lost. A single
 * reassignment keeps its receiver as `primary`, which is read as `to`; an offboarding of old names its leaver alone.
 */
export function specOf(request: string): string {
  const spec = `${request}.spec`;
  const leavers = `case when ${spec} ? 'leaver' then jsonb_build_array(${spec}->'leaver') else '[]' end`;
  return `case
    when ${request}.kind = 'offboard' then '${JSON.stringify(unsaid)}' || jsonb_build_object('leavers', ${leavers}) || ${spec}
    when ${request}.kind = 'reassign' and ${spec} ? 'primary'
      then jsonb_build_object('to', jsonb_build_object('user', ${spec}->'primary')) || ${spec}
    else ${spec} end`;
}

/** The `result` likewise: who was to leave could at first not be told what they had asked for themselves. */
export function resultOf(request: string): string {
  return `case ${request}.kind when 'offboard' then '{"ownScheduledRequests": []}' || ${request}.result else ${request}.result end`;
}

/** And the `preview`: the account of one leaver ended whatever was left. */
export function previewOf(request: string): string {
  const preview = `${request}.preview`;
  const ends = `case when (${preview}->'leaver'->>'isActive')::boolean then 'ends' else 'ended' end`;
  const more = `jsonb_build_object('account', ${ends}, 'left', '{"leads": 0, "reports": 0}'::jsonb)`;
  return `case when ${preview} ? 'leaver' then jsonb_build_object('leavers', jsonb_build_array(${preview}->'leaver' || ${more}))
    || ${preview} else ${preview} end`;
}
