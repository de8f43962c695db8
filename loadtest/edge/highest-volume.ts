/** The highest volume of which something is true, when it is true of every lower one: found by doubling, then by halving. */

export interface VolumeSearch {
  /** Where to begin, in orders an hour. */
  readonly from: number;
  /** The gap that is left between what holds and what does not, as a share of what holds. @default 0.01 */
  readonly precision?: number;
  /** Nobody asks for more. @default 10,000,000 */
  readonly most?: number;
}

/** Null when not even one order an hour holds; whole orders an hour. */
export async function highestVolume(
  holds: (perHour: number) => boolean | Promise<boolean>,
  search: VolumeSearch,
): Promise<number | null> {
  const { from, precision = 0.01, most = 10_000_000 } = search;
  let [low, high] = [0, Math.min(most, Math.max(1, Math.round(from)))];
  while (await holds(high)) {
    if (high === most) return most;
    [low, high] = [high, Math.min(most, high * 2)];
  }
  while (high - low > Math.max(1, low * precision)) {
    const middle = Math.floor((low + high) / 2);
    if (await holds(middle)) low = middle;
    else high = middle;
  }
  return low === 0 ? null : low;
}
