/** What else a door serves beside NetSuite. */
import type { RequestListener } from "node:http";

export interface Mount {
  /** Such as "/__drydock": this path and all below it, over HTTP/1.1. */
  readonly path: string;
  /** An express app is one. The URL still has the prefix. */
  readonly handle: RequestListener;
}

export const mountFor = (mounts: readonly Mount[], url: string): Mount | undefined =>
  mounts.find(({ path }) => url.startsWith(path) && /^(?:[/?#]|$)/.test(url.slice(path.length)));
