/** Before a run in a real account the same run in an emulator: which scenarios such an account offers, and what they will make. */
import { openAccountClient } from "../../integration/index.ts";
import type { ScenarioPage } from "../../reports/index.ts";
import { NOT_OFFERED } from "../foreign/not-offered.ts";
import { createLocalNetwork } from "../network/local-network.ts";
import { runScenario } from "../runner/run-scenario.ts";
import type { Scenario } from "../scenario.ts";
import { openNetSuite } from "../world/netsuite.ts";
import type { Setting } from "../world/setting.ts";
import type { RealTarget } from "./real-target.ts";
import type { MadeRecord } from "./run-journal.ts";

export interface RehearsedScenario {
  readonly scenario: Scenario;
  readonly page: ScenarioPage;
  readonly makes: readonly MadeRecord[];
}

export interface Rehearsed {
  readonly offered: readonly RehearsedScenario[];
  /** They fail in the emulator already, in its ordinary form too: nothing of them goes to the real account. */
  readonly failed: readonly RehearsedScenario[];
  /** Each with a page that says why. */
  readonly notOffered: readonly RehearsedScenario[];
}

/** In real time, in this process. */
export async function rehearse(
  scenarios: readonly Scenario[],
  setting: Setting,
  { accountId, mark, slots, limitMs }: Pick<RealTarget, "accountId" | "mark" | "slots" | "limitMs">,
): Promise<Rehearsed> {
  const offered: RehearsedScenario[] = [];
  const failed: RehearsedScenario[] = [];
  const notOffered: RehearsedScenario[] = [];
  for (const scenario of scenarios) {
    const makes = new Map<string, MadeRecord>();
    const announce = (record: MadeRecord): void => {
      makes.set(`${record.recordType} ${record.externalId}`, record);
    };
    const account = openTwin(setting, accountId);
    const real = { ...account, accountId, slots, mark, limitMs, announce };
    const page = await runScenario(scenario, setting, real);
    await account.client.close();
    const failure = page.verdict === "fail" ? await ordinaryFailure(scenario, setting) : null;
    if (page.verdict === "pass") offered.push({ scenario, page, makes: [...makes.values()] });
    else if (failure !== null) failed.push({ scenario, page: failure, makes: [] });
    else notOffered.push(asNotOffered({ scenario, page }));
  }
  return { offered, failed, notOffered };
}

/** What fails only in the form for real accounts says nothing of the integration. */
async function ordinaryFailure(scenario: Scenario, setting: Setting): Promise<ScenarioPage | null> {
  const page = await runScenario(scenario, setting);
  return page.verdict === "fail" ? page : null;
}

function openTwin(setting: Setting, accountId: string) {
  const network = createLocalNetwork(() => undefined);
  const twin = { ...setting, account: { ...setting.account, accountId } };
  const { account, url: baseUrl } = openNetSuite({ setting: twin, network });
  const { credentials } = account;
  const { connect } = network.machine("core");
  return {
    credentials,
    baseUrl,
    connect,
    client: openAccountClient({ accountId, baseUrl, credentials, slots: 1, connect }),
  };
}

/** What does not go against the emulator in this form would prove nothing against a real account. */
function asNotOffered({ scenario, page }: Omit<RehearsedScenario, "makes">): RehearsedScenario {
  const lacks = page.checks.filter(({ verdict }) => verdict === "not-run");
  const reasons = page.checks.filter(({ verdict }) => verdict === "fail").map(({ name }) => name);
  const detail = `${NOT_OFFERED}it cannot be judged in a real account (${reasons.join("; ")}).`;
  const checks =
    lacks.length > 0 ? lacks : [{ name: "What it expects", verdict: "not-run", detail } as const];
  return { scenario, page: { ...page, verdict: "not-run", checks, evidence: [] }, makes: [] };
}
