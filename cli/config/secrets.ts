/** Secrets come from the environment, never from a file, and are asked for by name. */

import { concurrencyLimitOf } from "../../emulator/index.ts";
import { accountName, type IntegrationOptions } from "../../integration/index.ts";
import { UsageError } from "../usage-error.ts";
import type { Project } from "./project.ts";

export const SECRETS = [
  { name: "DRYDOCK_SHOPIFY_SECRETS", about: "webhook secrets, comma-separated while one is being rotated" },
  { name: "DRYDOCK_NETSUITE_CONSUMER_KEY", about: "of the integration record" },
  { name: "DRYDOCK_NETSUITE_CONSUMER_SECRET", about: "of the integration record" },
  { name: "DRYDOCK_NETSUITE_TOKEN_ID", about: "of the access token" },
  { name: "DRYDOCK_NETSUITE_TOKEN_SECRET", about: "of the access token" },
] as const;

type SecretName = (typeof SECRETS)[number]["name"];

/** @throws UsageError naming every variable that is missing */
export function integrationOptionsOf(
  project: Project,
  env: Readonly<Record<string, string | undefined>>,
): IntegrationOptions {
  const missing = SECRETS.filter(({ name }) => !env[name]).map(({ name }) => name);
  if (missing.length > 0) {
    throw new UsageError(
      `These environment variables are missing: ${missing.join(", ")}. See \`drydock serve --help\`.`,
    );
  }
  const secret = (name: SecretName): string => env[name] ?? "";
  const { shop, netsuite, serve } = project.config;
  return {
    shop: {
      domain: shop.domain,
      secrets: secret("DRYDOCK_SHOPIFY_SECRETS")
        .split(",")
        .map((each) => each.trim()),
    },
    netsuite: {
      accountId: netsuite.account,
      baseUrl: serve.baseUrl ?? accountName(netsuite.account).suiteTalkUrl,
      credentials: {
        consumerKey: secret("DRYDOCK_NETSUITE_CONSUMER_KEY"),
        consumerSecret: secret("DRYDOCK_NETSUITE_CONSUMER_SECRET"),
        tokenId: secret("DRYDOCK_NETSUITE_TOKEN_ID"),
        tokenSecret: secret("DRYDOCK_NETSUITE_TOKEN_SECRET"),
      },
      slots: slotsOf(project),
    },
    ledger: { file: project.ledgerFile },
    mapping: project.mapping,
    intake: { host: serve.host, port: serve.port },
  };
}

function slotsOf({ config }: Project): number {
  const { tier, suiteCloudPlus, reservedSlots } = config.netsuite;
  const slots = concurrencyLimitOf(tier, suiteCloudPlus) - reservedSlots;
  if (slots >= 1) return slots;
  throw new UsageError(
    `netsuite.reservedSlots (${reservedSlots}) leaves no slot of the account's ${slots + reservedSlots}. Lower it.`,
  );
}
