/** What the emulator says when it can be called: one line for a machine, some more for people. */
import type { Account, HttpDoor, TbaCredentials } from "../../emulator/index.ts";
import type { Terminal } from "../terminal.ts";

type ReadyAccount = Pick<Account, "accountId" | "tier" | "suiteCloudPlus" | "concurrencyLimit"> &
  TbaCredentials;

export interface Ready {
  readonly event: "ready";
  readonly url: string;
  readonly accounts: readonly ReadyAccount[];
}

export const readyOf = (door: HttpDoor, accounts: readonly Account[]): Ready => ({
  event: "ready",
  url: door.url,
  accounts: accounts.map(({ accountId, tier, suiteCloudPlus, concurrencyLimit, credentials }) => ({
    accountId,
    tier,
    suiteCloudPlus,
    concurrencyLimit,
    ...credentials,
  })),
});

export function sayReady(terminal: Terminal, { url, accounts }: Ready): void {
  terminal.say(`NetSuite answers at ${url}/services/rest/record/v1 — Ctrl-C stops it.`);
  for (const account of accounts) {
    terminal.say(
      `\naccount ${account.accountId}: ${account.tier}, concurrency limit ${account.concurrencyLimit}`,
    );
    for (const name of ["consumerKey", "consumerSecret", "tokenId", "tokenSecret"] as const) {
      terminal.say(`  ${name.padEnd(15)} ${account[name]}`);
    }
  }
}
