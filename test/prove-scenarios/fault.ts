/** A deliberate fault: an edit of a copy of the core, or of a mapping, that somebody could have made by mistake. */

export interface Fault {
  readonly id: string;
  /** What the core does wrong with it. */
  readonly title: string;
  /** The file that is wrong in the copy. */
  readonly file: string;
  /** Each text stands in the file exactly once. */
  readonly edits: readonly (readonly [find: string, replace: string])[];
  /** Scenarios that must see it: ids, or an edge such as `edge:money`. */
  readonly against: readonly string[];
}

/** @throws Error when a text is not in the file exactly once: the fault would prove nothing, or something else */
export function spoilt(text: string, { id, file, edits }: Fault): string {
  return edits.reduce((changed, [find, replace]) => {
    const found = changed.split(find).length - 1;
    if (found === 1) return changed.replace(find, () => replace);
    throw new Error(
      `The fault ${id} cannot be made: ${file} has "${find}" ${found} times. Bring the fault up to date.`,
    );
  }, text);
}
