/** An emulated account with the example shop's master data on a real socket, and what a core needs to deliver orders into it. */
import { loadProject, type Project, pushedFlows } from "../cli/config/project.ts";
import {
  type Account,
  type AccountOptions,
  createEmulator,
  type HttpDoor,
  startHttpDoor,
} from "../emulator/index.ts";
import { type IntegrationOptions, type Ledger, systemClock } from "../integration/index.ts";
import { anIncoming } from "../integration/ledger/sample-entries.contract.ts";
import type { SendableOrder } from "../scenarios/world/shop.ts";
import { EXAMPLE } from "./example-project.ts";

export const SHOP = "acme-store.example";
export const SECRET = "a-webhook-secret-for-tests-only";

type NetSuiteOptions = IntegrationOptions["netsuite"];
type CoreOptions = Omit<IntegrationOptions, "ledger">;

export interface ExampleNetSuite {
  readonly project: Project;
  readonly account: Account;
  readonly door: HttpDoor;
  /** Whatever is given goes before the account's own address and login. */
  options(netsuite: Pick<NetSuiteOptions, "slots"> & Partial<NetSuiteOptions>): CoreOptions;
}

type Settings = Omit<AccountOptions, "accountId" | "masterData"> & { readonly timeScale?: number };

/** Its rules are the example's own, and those that are given. */
export async function startExampleNetSuite(settings: Settings = {}): Promise<ExampleNetSuite> {
  const { timeScale = 1, ...given } = settings;
  const project = await loadProject(EXAMPLE);
  const { masterData, rules } = project;
  const emulator = createEmulator({
    accounts: [{ ...given, accountId: "1234567", masterData, rules: { ...rules, ...given.rules } }],
    timeScale,
  });
  const account = emulator.account("1234567");
  const { accountId, credentials } = account;
  const door = await startHttpDoor(emulator);
  return {
    project,
    account,
    door,
    options: (netsuite) =>
      orderCoreOptions(project, { accountId, baseUrl: door.url, credentials, ...netsuite }),
  };
}

/** The orders are in the ledger before a core starts, so that it finds a backlog. */
export async function acceptOrders(ledger: Ledger, orders: readonly SendableOrder[]): Promise<void> {
  for (const order of orders) {
    const raw = new TextEncoder().encode(order.toJson());
    const receivedAt = systemClock.now();
    await ledger.accept(anIncoming({ flow: "shopify-orders", key: order.key, raw, receivedAt }));
  }
}

/** A core that takes the example shop's orders and nothing else. */
export const orderCoreOptions = (project: Project, netsuite: NetSuiteOptions): CoreOptions => ({
  shop: { domain: SHOP, secrets: [SECRET] },
  netsuite,
  flows: pushedFlows(project).filter(({ kind }) => kind === "shopify-orders"),
});
