/** What the emulator says when it can be called: one line for a machine, some more for people. */
import type { Account, HttpDoor, OAuth2Credentials, TbaCredentials } from "../../emulator/index.ts";
import type { Terminal } from "../terminal.ts";
import type { PrivateKeys } from "./private-keys.ts";

type ReadyAccount = Pick<Account, "accountId" | "tier" | "suiteCloudPlus" | "concurrencyLimit"> &
  TbaCredentials & {
    readonly oauth2: Pick<OAuth2Credentials, "clientId" | "certificateId"> & {
      /** PEM, readable by this user alone, gone when the emulator stops. */
      readonly privateKeyFile: string;
    };
  };

export interface Ready {
  readonly event: "ready";
  readonly url: string;
  /** With the file of the certificate authority to trust; both are absent without TLS. */
  readonly tlsUrl?: string;
  readonly caFile?: string;
  readonly accounts: readonly ReadyAccount[];
}

export const readyOf = (door: HttpDoor, accounts: readonly Account[], keys: PrivateKeys): Ready => ({
  event: "ready",
  url: door.url,
  ...(door.tls === undefined ? {} : { tlsUrl: door.tls.url, caFile: door.tls.caFile }),
  accounts: accounts.map(({ accountId, tier, suiteCloudPlus, concurrencyLimit, credentials, oauth2 }) => ({
    accountId,
    tier,
    suiteCloudPlus,
    concurrencyLimit,
    ...credentials,
    oauth2: {
      clientId: oauth2.clientId,
      certificateId: oauth2.certificateId,
      privateKeyFile: keys.files.get(accountId) ?? "",
    },
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
    for (const name of ["certificateId", "privateKeyFile"] as const) {
      terminal.say(`  ${name.padEnd(15)} ${account.oauth2[name]}`);
    }
  }
}
