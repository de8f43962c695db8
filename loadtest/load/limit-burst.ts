/** A burst straight at NetSuite's concurrency line: shows where it is, and what an ungoverned client would get. */
import { type Account, createEmulator, type ServiceTier, startHttpDoor } from "../../emulator/index.ts";
import { signRequest, systemClock } from "../../integration/index.ts";
import { runClosedLoop } from "./closed-loop.ts";
import type { LatencySummary } from "./latency-recorder.ts";

export interface LimitBurstOptions {
  readonly tier: ServiceTier;
  readonly suiteCloudPlus: number;
  /** The limit that the plan calculated with. */
  readonly expectedLimit: number;
  /** Clients in a closed loop, as a multiple of the limit. @default 2 */
  readonly overload?: number;
  /** Requests of each client. @default 4 */
  readonly requestsEach?: number;
}

export interface LimitBurstResult {
  readonly expectedLimit: number;
  readonly clients: number;
  readonly sent: number;
  /** Most requests in flight at once, as NetSuite counted them. */
  readonly peakInFlight: number;
  readonly answered: number;
  readonly refused: number;
  /** Neither answered nor refused for concurrency. */
  readonly failed: number;
  readonly refusals: LatencySummary | null;
}

const ACCOUNT = "1234567";
const PATH = "/services/rest/record/v1/currency";

/** Sends the burst at an account of its own, whose waits are real: requests have to overlap to meet a limit. */
export async function runLimitBurst(options: LimitBurstOptions): Promise<LimitBurstResult> {
  const { tier, suiteCloudPlus } = options;
  const emulator = createEmulator({
    accounts: [{ accountId: ACCOUNT, tier, suiteCloudPlus, latency: "lean" }],
  });
  const door = await startHttpDoor(emulator);
  try {
    return await burst(emulator.account(ACCOUNT), door.url, options);
  } finally {
    await door.close();
  }
}

async function burst(account: Account, url: string, options: LimitBurstOptions): Promise<LimitBurstResult> {
  const { expectedLimit, overload = 2, requestsEach = 4 } = options;
  const clients = Math.max(expectedLimit + 1, Math.ceil(expectedLimit * overload));
  const result = await runClosedLoop({
    url,
    connections: clients,
    amount: clients * requestsEach,
    request: () => ({ method: "GET", path: PATH, headers: { authorization: authorize(account, url) } }),
  });
  const refusals = result.answers.get(429) ?? null;
  const answered = result.answers.get(200)?.count ?? 0;
  const refused = refusals?.count ?? 0;
  return {
    expectedLimit,
    clients,
    sent: result.sent,
    peakInFlight: account.governance().peak,
    answered,
    refused,
    failed: result.sent - answered - refused,
    refusals,
  };
}

function authorize({ accountId, credentials }: Account, url: string): string {
  return signRequest({
    method: "GET",
    url: `${url}${PATH}`,
    realm: accountId,
    credentials,
    now: systemClock.now(),
  });
}
