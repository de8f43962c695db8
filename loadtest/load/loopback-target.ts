/** Keeps load on this machine: Oracle does not support stress tests of its service (Oracle help, section_0914012402). */
import { LoadtestError } from "../errors.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** @throws LoadtestError unless the URL's host is this machine */
export function requireLoopback(url: string): URL {
  const target = new URL(url);
  if (LOOPBACK.test(target.hostname)) return target;
  throw new LoadtestError(
    `Load is only sent to this machine, not to ${target.hostname}: Oracle does not support stress tests of NetSuite. Start the emulator and name its loopback address.`,
    { code: "TARGET_REFUSED" },
  );
}
