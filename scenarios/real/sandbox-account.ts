/** Which real accounts Drydock may write to: sandboxes and Oracle's test-drive accounts, never production. */

/**
 * `1234567_SB1` (Oracle help section_1498226500) and `TSTDRV1234567` (seen in public clients). A development account has an id
 * like production's, and a Release Preview (`_RP`) is tomorrow's production: neither can be told apart safely enough.
 */
const MAY_BE_WRITTEN_TO = /^(?:[A-Z]*\d+_SB\d*|TSTDRV\d+)$/;

/** The reason why nothing is sent to this account; undefined for a sandbox. */
export function whyNotWritable(accountId: string): string | undefined {
  if (MAY_BE_WRITTEN_TO.test(accountId)) return undefined;
  return `${accountId} is not the id of a sandbox. Drydock writes to sandboxes (1234567_SB1) and test-drive accounts (TSTDRV1234567) only, never to production.`;
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The reason why another address than the account's own is not taken; undefined on this machine, where an emulator answers. */
export function whyNotThisAddress(baseUrl: string): string | undefined {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "";
  if (LOOPBACK.test(host)) return undefined;
  return `${baseUrl} is not on this machine. Leave the address out to reach the account itself, or give that of an emulator, such as http://127.0.0.1:9000.`;
}
