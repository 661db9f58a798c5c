import type {
  AgentRoleChange,
  AgentRoleList,
  ListedAgentRole,
  NewAgentRole,
} from '../contract/v1/agent-roles.ts';
import type { Caller, CallOptions, Loose } from './caller.ts';

/** `client.roles`: the agent roles of the organisation. */
export function openRoles(caller: Caller) {
  return {
    /** Lists all of them, in their order. */
    list: ({ signal }: CallOptions = {}): Promise<AgentRoleList> =>
      caller.ask({ path: 'api/v1/agent-roles', signal }),

    /** Adds one, at a place in the order or after all others. */
    add: ({ signal, ...json }: CallOptions & Loose<NewAgentRole>): Promise<ListedAgentRole> =>
      caller.ask({ method: 'POST', path: 'api/v1/agent-roles', json, signal }),

    /** Moves one in the order, retires it or brings it back. */
    change: (
      name: string,
      { signal, ...json }: CallOptions & Loose<AgentRoleChange>,
    ): Promise<ListedAgentRole> =>
      caller.ask({
        method: 'PATCH',
        path: `api/v1/agent-roles/${encodeURIComponent(name)}`,
        json,
        signal,
      }),
  };
}
