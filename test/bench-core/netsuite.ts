/** The emulated account that the core delivers into, with the example shop's master data, in the bench's own process. */
import { loadProject, type Project, pushedFlows } from "../../cli/config/project.ts";
import {
  type Account,
  type AccountOptions,
  createEmulator,
  type HttpDoor,
  startHttpDoor,
} from "../../emulator/index.ts";
import type { IntegrationOptions } from "../../integration/index.ts";
import { EXAMPLE } from "../example-project.ts";
import { SECRET, SHOP } from "./core-process.ts";

export interface NetSuite {
  readonly account: Account;
  readonly door: HttpDoor;
  readonly timeScale: number;
  /** What a core needs to deliver orders into it, all but its ledger. */
  options(slots: number): Omit<IntegrationOptions, "ledger">;
}

type Pace = Pick<AccountOptions, "tier" | "suiteCloudPlus" | "latency"> & { readonly timeScale: number };

export async function startNetSuite({ timeScale, ...account }: Pace): Promise<NetSuite> {
  const project = await loadProject(EXAMPLE);
  const { masterData, rules } = project;
  const emulator = createEmulator({
    accounts: [{ accountId: "1234567", masterData, rules, ...account }],
    timeScale,
  });
  const door = await startHttpDoor(emulator);
  const only = emulator.account("1234567");
  return { account: only, door, timeScale, options: optionsFor(project, only, door) };
}

function optionsFor(
  project: Project,
  { accountId, credentials }: Account,
  { url }: HttpDoor,
): NetSuite["options"] {
  const flows = pushedFlows(project).filter(({ kind }) => kind === "shopify-orders");
  return (slots) => ({
    shop: { domain: SHOP, secrets: [SECRET] },
    netsuite: { accountId, baseUrl: url, credentials, slots },
    flows,
  });
}
