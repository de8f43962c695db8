/** Keeps load where it belongs: Oracle does not support stress tests of its service (Oracle help, section_0914012402). */
import { LoadtestError } from "../errors.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** A host of an account's own, such as `1234567-sb1.suitetalk.api.netsuite.com`, or one that accounts share. */
const NETSUITE = /^(?:(?<account>[a-z0-9-]+)\.)?[a-z0-9.-]*netsuite\.com$/;
const TEST_ACCOUNT = /(?:-(?:sb|rp)\d*|^tstdrv\d+)$/;

/**
 * Anything but this machine has to be named a second time, so that a wrong address in a file cannot do harm; a NetSuite
 * account that is neither sandbox nor release preview is refused even then.
 *
 * @param confirmedHost the host that the user named and confirmed
 * @throws LoadtestError TARGET_REFUSED
 */
export function requireLoadTarget(url: string, confirmedHost?: string): URL {
  const target = new URL(url);
  // A name that ends with a dot is the same host.
  const hostname = target.hostname.replace(/\.+$/, "");
  if (LOOPBACK.test(hostname)) return target;
  const account = NETSUITE.exec(hostname)?.groups?.["account"];
  if (NETSUITE.test(hostname) && !TEST_ACCOUNT.test(account ?? "")) {
    throw refused(
      `No load is ever sent to ${hostname}, a production host of NetSuite: Oracle does not support stress tests. Use the emulator.`,
    );
  }
  if (confirmedHost === hostname) return target;
  throw refused(
    `Load is only sent to this machine, not to ${hostname}: Oracle does not support stress tests of NetSuite. Start the emulator and name its loopback address; a program of your own can confirm the host by name (confirmedHost of runOpenLoop).`,
  );
}

const refused = (message: string): LoadtestError => new LoadtestError(message, { code: "TARGET_REFUSED" });
