/** One account of NetSuite for whoever compares accounts or tidies one up: the core's own reads, and any other call, in slots of its own. */
import { type Clock, systemClock } from "../clock.ts";
import { createSlotGovernor, type SlotGovernorSnapshot } from "../delivery/slot-governor.ts";
import type { Network } from "../http/network.ts";
import type { HttpOutcome } from "../http/transport.ts";
import { createUndiciTransport } from "../http/undici-transport.ts";
import { accountName, RECORD_SERVICE, recordServiceUrl, tokenUrlBeside } from "./account.ts";
import { createAsk } from "./ask.ts";
import { createAuthorizer, type NetSuiteCredentials } from "./authorize.ts";
import type { NetSuite } from "./netsuite.ts";
import { createRestNetSuite } from "./rest-netsuite.ts";

export interface AccountClientOptions {
  /** As NetSuite writes it. */
  readonly accountId: string;
  /** Where SuiteTalk answers, without a path. */
  readonly baseUrl: string;
  readonly credentials: NetSuiteCredentials;
  /** The most calls in flight at once. */
  readonly slots: number;
  /** @default 2 minutes */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  readonly connect?: Network["connect"];
}

export interface AccountCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From the root of the host, query included: `/services/rest/record/v1/salesOrder/17`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back, and after how many milliseconds. */
export type AccountAnswer = HttpOutcome & { readonly ms: number };

export interface AccountClient extends Pick<NetSuite, "findByField" | "findByExternalId"> {
  call(call: AccountCall): Promise<AccountAnswer>;
  slots(): SlotGovernorSnapshot;
  close(): Promise<void>;
}

const MINUTE = 60_000;

/** @throws IntegrationError `CONFIGURATION_INVALID` when account id, base URL or credentials cannot be used */
export function openAccountClient(options: AccountClientOptions): AccountClient {
  const { accountId, baseUrl, credentials, slots, connect, clock = systemClock } = options;
  const { timeoutMs = 2 * MINUTE } = options;
  const account = accountName(accountId);
  const recordService = recordServiceUrl(account, baseUrl);
  const root = recordService.slice(0, -RECORD_SERVICE.length);
  const transport = createUndiciTransport({
    origin: new URL(root).origin,
    connections: slots,
    timeoutMs,
    clock,
    ...(connect && { connect }),
  });
  const tokenUrl = tokenUrlBeside(recordService);
  const authorizer = createAuthorizer({ credentials, realm: account.realm, tokenUrl, transport, clock });
  const governor = createSlotGovernor({ slots, clock });
  const acquireSlot = () => governor.acquire();
  const ask = createAsk({ clock, transport, authorizer, acquireSlot });
  const records = createRestNetSuite({
    ...options,
    connections: slots,
    timeoutMs,
    clock,
    acquireSlot,
    transport,
  });
  return {
    findByField: records.findByField,
    findByExternalId: records.findByExternalId,
    slots: governor.snapshot,
    close: records.close,
    async call({ method, path, body, headers }) {
      let startedAt = clock.now();
      const outcome = await ask({
        method,
        url: `${root}${path}`,
        // The wait for a slot is not NetSuite's.
        announce: async () => {
          startedAt = clock.now();
        },
        ...(headers && { headers }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { ...outcome, ms: clock.now() - startedAt };
    },
  };
}
