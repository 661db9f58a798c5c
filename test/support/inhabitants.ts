import assert from 'node:assert/strict';
import {
  anOrganisation,
  type BuiltUser,
  type CallHeaders,
  type Organisation,
  type OrganisationPlan,
} from './an-organisation.ts';
import { type Caller, openCaller } from './open-caller.ts';
import type { UsedServer } from './use-world.ts';

/**
 * An organisation, and those who call in it. Who is taken from it before it is there has a key from its beginning, and is of
 * whichever organisation it is when they call.
 */
export class Inhabitants<Name extends string> implements Organisation<Name> {
  protected readonly server: UsedServer;
  #plan: OrganisationPlan<Name>;
  #org: Organisation<Name> | undefined;
  readonly #callers = new Set<Name>();
  readonly #headers = new Map<Name, Promise<CallHeaders>>();

  constructor(server: UsedServer, plan: OrganisationPlan<Name>) {
    this.server = server;
    this.#plan = plan;
  }

  /** Makes the organisation; once there is one, the next, as planned but for the changes. */
  async build(changes: Partial<OrganisationPlan<Name>> = {}): Promise<void> {
    const orgId = this.#plan.orgId + (this.#org ? 1 : 0);
    this.#plan = { ...this.#plan, orgId, ...changes };
    this.#org = await anOrganisation<Name>(this.server.database, this.#plan);
    this.#headers.clear();
    for (const name of this.#callers) await this.headersOf(name);
  }

  get orgId(): number {
    return this.#plan.orgId;
  }

  get requestId(): number {
    return this.#built().requestId;
  }

  user = (name: Name): BuiltUser => this.#built().user(name);
  idOf = (name: Name): number => this.user(name).userId;
  /** How a body names them. */
  ref = (name: Name): { userId: number } => ({ userId: this.idOf(name) });
  signIn = (name: Name): Promise<CallHeaders> => this.#built().signIn(name);

  /** The headers of the key by which `as` calls. */
  headersOf = (name: Name): Promise<CallHeaders> => {
    const headers = this.#headers.get(name) ?? this.signIn(name);
    this.#headers.set(name, headers);
    return headers;
  };

  as = (name: Name): Caller => {
    if (!this.#org) this.#callers.add(name);
    return openCaller(this.server, { orgId: () => this.orgId, headers: () => this.headersOf(name) });
  };

  #built(): Organisation<Name> {
    assert.ok(this.#org, 'The organisation is there once the tests run, not while their file is read.');
    return this.#org;
  }
}
