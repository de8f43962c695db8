/** The integration core of a peak in a process of its own: `drydock serve`, as in production, watched through its metrics. */
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { signingSources } from "../../integration/index.ts";
import { type CoreLook, coreLookIn } from "../../loadtest/index.ts";
import { type Project, pushedFlows } from "../config/project.ts";
import { webhookSecretVariable } from "../config/secrets.ts";
import type { EmulatorProcess } from "./emulator-process.ts";
import { startProgram } from "./program-process.ts";
import { scaledWaits } from "./scaled-waits.ts";

export interface CoreProcess {
  /** Where its intake is. */
  readonly url: string;
  readonly ledgerFile: string;
  look(): Promise<CoreLook>;
  stop(): Promise<void>;
}

export const SHOP_SECRET = "a-webhook-secret-for-tests-only";

export async function startCoreProcess(
  project: Project,
  netsuite: Pick<EmulatorProcess, "url" | "credentials">,
  folder: string,
): Promise<CoreProcess> {
  const flows = pushedFlows(project);
  const config = await writeService(project, netsuite.url, folder);
  const { consumerKey, consumerSecret, tokenId, tokenSecret } = netsuite.credentials;
  const program = await startProgram({
    args: ["serve", "--config", config],
    env: {
      DRYDOCK_SHOPIFY_SECRETS: SHOP_SECRET,
      DRYDOCK_NETSUITE_CONSUMER_KEY: consumerKey,
      DRYDOCK_NETSUITE_CONSUMER_SECRET: consumerSecret,
      DRYDOCK_NETSUITE_TOKEN_ID: tokenId,
      DRYDOCK_NETSUITE_TOKEN_SECRET: tokenSecret,
      ...Object.fromEntries(
        signingSources(flows).map((source) => [webhookSecretVariable(source), SHOP_SECRET]),
      ),
    },
    isReady: ({ msg }) => msg === "ready",
  });
  const { url, adminUrl } = program.ready as { url: string; adminUrl: string };
  return {
    url,
    ledgerFile: join(folder, LEDGER),
    look: async () => coreLookIn(await (await fetch(`${adminUrl}/metrics`)).text()),
    stop: program.stop,
  };
}

const LEDGER = "ledger.sqlite";

/** The project's own service before the emulator, on ports and a ledger of the test's, with the mappings as they are now. */
async function writeService(project: Project, baseUrl: string, folder: string): Promise<string> {
  const { shop, netsuite, serve, load } = project.config;
  const flows = await Promise.all(
    pushedFlows(project).map(async (flow, n) => {
      const file = `${n + 1}-${basename(flow.mapping.file)}`;
      await writeFile(join(folder, file), flow.mapping.text);
      return { ...flow, mapping: file };
    }),
  );
  const { account, tier, suiteCloudPlus, reservedSlots } = netsuite;
  const config = {
    shop: { domain: shop.domain },
    netsuite: { account, tier, suiteCloudPlus, reservedSlots },
    flows,
    serve: { baseUrl, port: 0, ledger: LEDGER, admin: { port: 0 }, ...scaledWaits(serve, load.timeScale) },
  };
  const file = join(folder, "drydock.yaml");
  await writeFile(file, JSON.stringify(config));
  return file;
}
