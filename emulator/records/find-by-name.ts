/**
 * Finds by name, whatever the case: names come as they are spelt here almost always, and only others are folded, unless they are so
 * long or so short that they are none in any case.
 */
export function findByName<Named>(
  all: readonly Named[],
  nameOf: (each: Named) => string,
): (name: string) => Named | undefined {
  const exact = new Map(all.map((each) => [nameOf(each), each]));
  const folded = new Map(all.map((each) => [nameOf(each).toLowerCase(), each]));
  const lengths = new Set(all.map((each) => nameOf(each).length));
  return (name) => exact.get(name) ?? (lengths.has(name.length) ? folded.get(name.toLowerCase()) : undefined);
}
