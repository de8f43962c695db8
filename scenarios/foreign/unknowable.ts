/**
 * Values that nobody outside a foreign integration can know: what its ledger would say, how many slots it believes to have.
 * A scenario may take them, look into them and compute with them as with any other; an expectation that was made of one is found
 * out, and is not judged. So the same scenario serves both, and what is judged from outside is exactly what hangs on nothing inside.
 */

/** Whose lack it is: of something that any integration could offer, or of a look inside Drydock's own core. */
export type Lack = "inside" | `offers no ${string}`;

/** What a text shows in the place of an unknowable part. */
const MARK = "⟨not to be known from outside⟩";

const lacks = new WeakMap<object, Lack>();

export interface Unknowables {
  /** Any property of it, and whatever calling one gives, is unknowable too. */
  value(lack: Lack): never;
  /** What was lacking to compute this, or to compute anything since the last time that this was asked. */
  lackIn(...values: readonly unknown[]): Lack | undefined;
}

export function createUnknowables(): Unknowables {
  let used: Lack | undefined;

  function value(lack: Lack): never {
    const use = (): void => {
      used ??= lack;
    };
    const handler: ProxyHandler<() => void> = {
      get(_target, name) {
        // Whoever awaits it gets it.
        if (name === "then") return undefined;
        if (name === Symbol.toPrimitive) {
          return (wanted: string) => {
            use();
            return wanted === "number" ? Number.NaN : MARK;
          };
        }
        if (name === Symbol.iterator) {
          return () => {
            use();
            return [].values();
          };
        }
        return value(lack);
      },
      apply: () => value(lack),
    };
    // A function, so that it may be called.
    const proxy = new Proxy(() => undefined, handler);
    lacks.set(proxy, lack);
    return proxy as never;
  }

  return {
    value,
    lackIn(...values) {
      const before = used;
      used = undefined;
      return before ?? values.map((each) => lackOf(each)).find((lack) => lack !== undefined);
    },
  };
}

/** Lists and objects are looked through; a number or a text that was computed shows it. */
function lackOf(value: unknown, depth = 4): Lack | undefined {
  if (Number.isNaN(value) || (typeof value === "string" && value.includes(MARK))) return "inside";
  if (typeof value !== "object" && typeof value !== "function") return undefined;
  if (value === null || depth === 0) return undefined;
  const own = lacks.get(value);
  if (own !== undefined) return own;
  return Object.values(value)
    .map((part) => lackOf(part, depth - 1))
    .find((lack) => lack !== undefined);
}
