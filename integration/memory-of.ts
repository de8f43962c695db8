/** Remembers what was made of a key, as long as it is asked for: beyond so many, what nobody has asked for longest is forgotten. */
export type MemoryOf<K, V> = (key: K, make: () => V) => V;

/** For what the key alone determines, and nobody changes once it is made. */
export function memoryOf<K, V extends NonNullable<unknown>>(most: number): MemoryOf<K, V> {
  const kept = new Map<K, V>();
  return (key, make) => {
    const value = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return value;
  };
}
