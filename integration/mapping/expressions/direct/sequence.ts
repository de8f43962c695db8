/**
 * JSONata's sequences: what a path collects. Of one value a sequence is that value, of none it is nothing; an array of the data
 * itself stays an array.
 */
export class Sequence extends Array<unknown> {
  /** What is mapped or joined from a sequence is a plain array. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** What an expression comes to when it has collected this. */
export function settled(value: unknown): unknown {
  return value instanceof Sequence && value.length < 2 ? value[0] : value;
}

/** The value as the items that a path or filter goes through. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The field of an object, or of each object of an array, arrays within it opened. */
export function fieldOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const found = new Sequence();
    for (const each of value) addOpened(found, fieldOf(each, name));
    return found;
  }
  const isObject = typeof value === "object" && value !== null;
  return isObject && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** What the last step of a path came to for all its items, or any other step. */
export function collected(results: readonly unknown[], isLast: boolean): readonly unknown[] {
  const [only] = results;
  if (isLast && results.length === 1 && Array.isArray(only) && !(only instanceof Sequence)) return only;
  const found = new Sequence();
  for (const each of results) {
    if (Array.isArray(each)) found.push(...each);
    else found.push(each);
  }
  return found;
}

function addOpened(found: Sequence, value: unknown): void {
  if (Array.isArray(value)) found.push(...value);
  else if (value !== undefined) found.push(value);
}
