/** The nearest-rank percentile: the smallest value that so large a share of all does not exceed. */
export function percentileOf(ascending: ArrayLike<number>, share: number): number {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
}
