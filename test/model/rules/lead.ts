import { type Doing, isSame, type Place, standTheSame } from './lead-rules.ts';
import { Slot } from './slot.ts';

/** A row of the lead's history. */
export interface Stay extends Place {
  /** The request that ended it; null while it lasts. */
  until: number | null;
}

/** A lead with all that ever stood on it, role by role. */
export class Lead {
  readonly leadId: number;
  readonly roles = new Map<string, Slot<Place[]>>();
  readonly history: Stay[] = [];
  /** Who stood there after each request that changed it, in their order. */
  readonly past: { by: number; places: Place[] }[] = [];
  revision = 0;

  constructor(leadId: number) {
    this.leadId = leadId;
  }

  get places(): Place[] {
    return [...this.roles.values()].flatMap((slot) => slot.now);
  }

  role(name: string): Slot<Place[]> {
    const slot = this.roles.get(name) ?? new Slot<Place[]>([]);
    this.roles.set(name, slot);
    return slot;
  }

  /** True where that changes anything (rule 7). Roles that are put back have the origin that they had. */
  become(after: readonly Place[], { by }: Doing, origins: ReadonlyMap<string, object> = new Map()): boolean {
    const before = this.places;
    if (standTheSame(before, after)) return false;
    const inRoles = Map.groupBy(after, (place) => place.role);
    for (const role of new Set([...this.roles.keys(), ...inRoles.keys()])) {
      const places = inRoles.get(role) ?? [];
      if (!standTheSame(this.role(role).now, places)) this.role(role).become(by, places, origins.get(role));
    }
    this.#remember(before, after, by);
    return true;
  }

  #remember(before: readonly Place[], after: readonly Place[], by: number): void {
    this.revision += 1;
    this.past.push({ by, places: [...after] });
    for (const stay of this.history) {
      if (stay.until === null && !after.some((place) => isSame(place, stay))) stay.until = by;
    }
    const arrivals = after.filter((place) => !before.some((each) => isSame(each, place)));
    this.history.push(...arrivals.map((place) => ({ ...place, until: null })));
  }
}
