/** Finds by name, whatever the case: names come as they are spelt here almost always, and only others are folded. */
export function findByName<Named>(
  all: readonly Named[],
  nameOf: (each: Named) => string,
): (name: string) => Named | undefined {
  const exact = new Map(all.map((each) => [nameOf(each), each]));
  const folded = new Map(all.map((each) => [nameOf(each).toLowerCase(), each]));
  return (name) => exact.get(name) ?? folded.get(name.toLowerCase());
}
