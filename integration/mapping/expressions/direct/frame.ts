type Bindings = Readonly<Record<string, unknown>>;

/** What is bound to names: by whoever evaluates the expression, and within it to the end of the block that binds them. */
export class Frame {
  readonly #given: Bindings;
  readonly #outer: Frame | null;
  #own: Map<string, unknown> | null = null;

  constructor(given: Bindings, outer: Frame | null = null) {
    this.#given = given;
    this.#outer = outer;
  }

  inner(): Frame {
    return new Frame(this.#given, this);
  }

  bind(name: string, value: unknown): void {
    this.#own ??= new Map();
    this.#own.set(name, value);
  }

  has(name: string): boolean {
    return this.#own?.has(name) || (this.#outer?.has(name) ?? Object.hasOwn(this.#given, name));
  }

  get(name: string): unknown {
    if (this.#own?.has(name)) return this.#own.get(name);
    return this.#outer === null ? this.#given[name] : this.#outer.get(name);
  }
}
