/** From where to where an axis goes: as far as its values do, and never so near that its ticks are one number. */

/** d3-scale 4.0.3 throws "Invalid array length" for ticks that lie closer than the least number it can divide by. */
const NARROWEST = 1e-300;

/** The least and the greatest of the values, or as much as 1 where they are all but one; `[0, 1]` where there is none. */
export function axisRange(values: readonly number[]): readonly [low: number, high: number] {
  if (values.length === 0) return [0, 1];
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  return high - low < NARROWEST ? [low, low + 1] : [low, high];
}
