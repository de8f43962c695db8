/** What the emulator says when it can be called: one line for a machine, some more for people. */
import type { Account, HttpDoor, OAuth2Credentials, TbaCredentials } from "../../emulator/index.ts";
import type { Terminal } from "../terminal.ts";
import type { AdminOrder } from "./admin-orders.ts";
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
  /** The console; absent without an administration. */
  readonly adminUrl?: string;
  /** Only one that was made for this run. */
  readonly adminToken?: string;
  readonly accounts: readonly ReadyAccount[];
}

interface Running {
  readonly door: HttpDoor;
  readonly accounts: readonly Account[];
  readonly keys: PrivateKeys;
  readonly admin: AdminOrder | undefined;
}

export const readyOf = ({ door, accounts, keys, admin }: Running): Ready => ({
  event: "ready",
  url: door.url,
  ...(admin === undefined ? {} : { adminUrl: `${door.url}/__drydock/` }),
  ...(admin?.isNew === true && admin.token !== undefined ? { adminToken: admin.token } : {}),
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

export function sayReady(
  terminal: Terminal,
  { url, tlsUrl, caFile, adminUrl, adminToken, accounts }: Ready,
): void {
  terminal.say(`NetSuite answers at ${url}/services/rest/record/v1 — Ctrl-C stops it.`);
  if (tlsUrl !== undefined) {
    terminal.say(`By its own host names: HTTPS_PROXY=${url} and trust ${caFile}; HTTPS is at ${tlsUrl}.`);
  }
  if (adminUrl !== undefined) terminal.say(`The console is at ${adminUrl}`);
  if (adminToken !== undefined) terminal.say(`Its token, shown this once: ${adminToken}`);
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
