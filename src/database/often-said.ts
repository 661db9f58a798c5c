const timesBeforeNamed = 10;
/** Each connection keeps what the server made of every named statement. */
const mostNamed = 128;
/** What callers combine freely has texts without end, of which most are said once. */
const mostCounted = 1_024;

/**
 * Gives a name to each text that is said again and again, by which a connection has it parsed and planned only once.
 * That is most of what a small read costs the server.
 */
export class OftenSaid {
  readonly #names = new Map<string, string>();
  #counts = new Map<string, number>();

  /** Nothing for what is not said often, or came after many others that are. */
  nameOf(text: string): string | undefined {
    return this.#names.get(text) ?? this.#count(text);
  }

  #count(text: string): string | undefined {
    if (this.#names.size === mostNamed) return undefined;
    const times = (this.#counts.get(text) ?? 0) + 1;
    if (times === timesBeforeNamed) return this.#name(text);
    if (this.#counts.size === mostCounted) this.#counts = new Map();
    this.#counts.set(text, times);
    return undefined;
  }

  #name(text: string): string {
    const name = `often-said-${this.#names.size}`;
    this.#names.set(text, name);
    this.#counts.delete(text);
    return name;
  }
}
