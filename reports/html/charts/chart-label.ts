/** Fits words into a drawing: breaking them into lines, and moving labels apart that would cover each other. */

/** Breaks a label into at most `lines` lines of `width` characters; what does not fit ends in an ellipsis. */
export function wrapLabel(
  text: string,
  { width, lines }: { width: number; lines: number },
): readonly string[] {
  const wrapped: string[] = [""];
  for (const word of text.split(/\s+/).flatMap((part) => pieces(part, width))) {
    const last = wrapped.at(-1) ?? "";
    const longer = last === "" ? word : `${last} ${word}`;
    if (longer.length <= width) wrapped[wrapped.length - 1] = longer;
    else wrapped.push(word);
  }
  if (wrapped.length <= lines) return wrapped;
  const kept = wrapped.slice(0, lines);
  return [...kept.slice(0, -1), `${(kept.at(-1) ?? "").slice(0, width - 1)}…`];
}

/** Moves positions apart until neighbours are `gap` away from each other, staying as near to the wish as possible. */
export function spreadLabels(
  wishes: readonly number[],
  { gap, to }: { gap: number; to: number },
): readonly number[] {
  const order = wishes.map((_, index) => index).sort((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0));
  const placed = [...wishes];
  let above = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    above = Math.max(placed[index] ?? 0, above + gap);
    placed[index] = above;
  }
  let below = to + gap;
  for (const index of order.reverse()) {
    below = Math.min(placed[index] ?? 0, below - gap);
    placed[index] = below;
  }
  return placed;
}

function pieces(word: string, width: number): readonly string[] {
  const count = Math.ceil(word.length / width);
  return count <= 1
    ? [word]
    : Array.from({ length: count }, (_, i) => word.slice(i * width, (i + 1) * width));
}
