/** A small company's account and a caller that signs its requests, for the emulator's own tests. */
import type { Account } from "../account.ts";
import type { AccountOptions } from "../account-options.ts";
import { baseStringOf } from "../auth/base-string.ts";
import type { TbaCredentials } from "../auth/credentials.ts";
import { percentEncode } from "../auth/percent-encoding.ts";
import { signatureOf } from "../auth/signature.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import type { WriteResponse } from "../engine.ts";
import type { EngineRequest, EngineResponse } from "../exchange/exchange.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";

export const ACCOUNT_ID = "1234567_SB1";
export const ORIGIN = "https://1234567-sb1.suitetalk.api.netsuite.com";

export const MASTER_DATA = [
  { recordType: "currency", body: { name: "US Dollar", symbol: "USD", externalId: "USD" } },
  {
    recordType: "subsidiary",
    body: { name: "Acme Inc", externalId: "ACME", currency: { refName: "US Dollar" } },
  },
  { recordType: "subsidiary", body: { name: "Acme Europe", externalId: "ACME-EU" } },
  { recordType: "location", body: { name: "Main Warehouse", externalId: "MAIN" } },
  {
    recordType: "inventoryItem",
    body: { itemId: "ANCHOR", externalId: "ANCHOR", price: { items: [{ price: 19.99 }] } },
  },
  { recordType: "inventoryItem", body: { itemId: "OLD-ROPE", externalId: "OLD-ROPE", isInactive: true } },
  { recordType: "nonInventorySaleItem", body: { itemId: "ENGRAVING", externalId: "ENGRAVING" } },
  { recordType: "discountItem", body: { itemId: "WELCOME", externalId: "WELCOME", rate: -5 } },
  {
    recordType: "customer",
    body: {
      companyName: "Harbour Ltd",
      externalId: "C-1",
      subsidiary: { externalId: "ACME" },
      email: "buy@harbour.test",
    },
  },
] as const;

export interface Acme {
  readonly emulator: Emulator;
  readonly account: Account;
  readonly clock: ManualClock;
  call(method: string, path: string, more?: CallOptions): Promise<Answer>;
}

interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly write?: WriteResponse;
  /** Default: the account's own. */
  readonly credentials?: TbaCredentials;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly reset?: boolean;
  /** As it goes over the wire. */
  readonly body: string;
  /** The parsed body, or undefined when there is none or it is no JSON. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
  /** The first error's detail, path and code. */
  readonly error: Readonly<Record<string, string>> | undefined;
}

export function acme(
  options: Partial<AccountOptions> = {},
  timeScale = 1,
  more: Pick<EmulatorOptions, "state"> = {},
): Acme {
  const clock = manualClock();
  const emulator = createEmulator({
    ...more,
    clock,
    timeScale,
    accounts: [{ accountId: ACCOUNT_ID, masterData: MASTER_DATA, ...options }],
  });
  const account = emulator.account(options.accountId ?? ACCOUNT_ID);
  let calls = 0;
  return {
    emulator,
    account,
    clock,
    async call(method, path, { body, headers = {}, write, credentials = account.credentials } = {}) {
      calls += 1;
      const url = path.startsWith("http") ? path : `${ORIGIN}${path}`;
      const login = { realm: account.accountId, credentials, nonce: `nonce${calls}` };
      const request: EngineRequest = {
        method,
        url,
        headers: { authorization: authorization({ ...login, method, url, now: clock.now() }), ...headers },
        body: body instanceof Uint8Array ? body : Buffer.from(body === undefined ? "" : JSON.stringify(body)),
        receivedAt: clock.now(),
      };
      const response = await emulator.handle(request, write);
      const json = jsonIn(response);
      const [error] = (json?.["o:errorDetails"] ?? []) as Readonly<Record<string, string>>[];
      return { ...response, json, error };
    },
  };
}

/** A script may send any text as JSON. */
function jsonIn({ headers, body }: EngineResponse): Answer["json"] {
  try {
    return /json/.test(headers["content-type"] ?? "") ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

export interface Login {
  readonly method: string;
  readonly url: string;
  readonly realm: string;
  readonly credentials: TbaCredentials;
  readonly nonce: string;
  readonly now: number;
  readonly signatureMethod?: string;
  readonly version?: string;
}

export function authorization({ method, url, realm, credentials, nonce, now, ...more }: Login): string {
  const oauth = [
    ["oauth_consumer_key", credentials.consumerKey],
    ["oauth_token", credentials.tokenId],
    ["oauth_nonce", nonce],
    ["oauth_timestamp", String(Math.floor(now / 1000))],
    ["oauth_signature_method", more.signatureMethod ?? "HMAC-SHA256"],
    ["oauth_version", more.version ?? "1.0"],
  ] as const;
  const signature = signatureOf(baseStringOf({ method, url: new URL(url), oauth }), credentials);
  const parts = [["realm", realm] as const, ...oauth, ["oauth_signature", signature] as const];
  return `OAuth ${parts.map(([name, value]) => `${name}="${percentEncode(value)}"`).join(", ")}`;
}

export const anOrder = (more: Readonly<Record<string, unknown>> = {}) => ({
  entity: { externalId: "C-1" },
  item: { items: [{ item: { externalId: "ANCHOR" }, quantity: 2, rate: 10.5 }] },
  ...more,
});

export const RECORDS = "/services/rest/record/v1";
