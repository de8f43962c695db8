/** The bucket of query cost that a shop gives an app: full at the start, refilled all the time. */
export interface BucketSize {
  readonly maximumAvailable: number;
  /** Points a second. */
  readonly restoreRate: number;
}

/** Shopify's standard plan (shopify.dev, API rate limits). */
export const STANDARD_BUCKET: BucketSize = { maximumAvailable: 2_000, restoreRate: 100 };

export function createCostBucket({ maximumAvailable, restoreRate }: BucketSize, now: () => number) {
  let [level, at] = [maximumAvailable, now()];

  function refill(): void {
    const time = now();
    level = Math.min(maximumAvailable, level + ((time - at) / 1_000) * restoreRate);
    at = time;
  }

  return {
    /** False when the bucket does not hold so much; nothing is then taken. */
    take(cost: number): boolean {
      refill();
      if (level < cost) return false;
      level -= cost;
      return true;
    },
    /** What was asked for and not used. */
    giveBack(cost: number): void {
      refill();
      level = Math.min(maximumAvailable, level + cost);
    },
    status() {
      refill();
      return { maximumAvailable, currentlyAvailable: Math.floor(level), restoreRate };
    },
  };
}
