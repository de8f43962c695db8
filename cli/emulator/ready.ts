/** What the emulator says when it can be called: one line for a machine, some more for people. */
import type { Account, HttpDoor, TbaCredentials } from "../../emulator/index.ts";
import type { Terminal } from "../terminal.ts";

type ReadyAccount = Pick<Account, "accountId" | "tier" | "suiteCloudPlus" | "concurrencyLimit"> &
  TbaCredentials;

export interface Ready {
  readonly event: "ready";
  readonly url: string;
  /** With the file of the certificate authority to trust; both are absent without TLS. */
  readonly tlsUrl?: string;
  readonly caFile?: string;
  readonly accounts: readonly ReadyAccount[];
}

export const readyOf = (door: HttpDoor, accounts: readonly Account[]): Ready => ({
  event: "ready",
  url: door.url,
  ...(door.tls === undefined ? {} : { tlsUrl: door.tls.url, caFile: door.tls.caFile }),
  accounts: accounts.map(({ accountId, tier, suiteCloudPlus, concurrencyLimit, credentials }) => ({
    accountId,
    tier,
    suiteCloudPlus,
    concurrencyLimit,
    ...credentials,
  })),
});

export function sayReady(terminal: Terminal, { url, tlsUrl, caFile, accounts }: Ready): void {
  terminal.say(`NetSuite answers at ${url}/services/rest/record/v1 — Ctrl-C stops it.`);
  if (tlsUrl !== undefined) {
    terminal.say(`By its own host names: HTTPS_PROXY=${url} and trust ${caFile}; HTTPS is at ${tlsUrl}.`);
  }
  for (const account of accounts) {
    terminal.say(
      `\naccount ${account.accountId}: ${account.tier}, concurrency limit ${account.concurrencyLimit}`,
    );
    for (const name of ["consumerKey", "consumerSecret", "tokenId", "tokenSecret"] as const) {
      terminal.say(`  ${name.padEnd(15)} ${account[name]}`);
    }
  }
}
