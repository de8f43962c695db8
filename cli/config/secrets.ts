/** Secrets come from the environment, never from a file, and are asked for by name. */
import { readFileSync } from "node:fs";
import {
  accountName,
  concurrencyLimitOf,
  type IntegrationOptions,
  isBackFlow,
  type NetSuiteCredentials,
  signingSources,
} from "../../integration/index.ts";
import { UsageError } from "../usage-error.ts";
import type { ServiceProject } from "./service-project.ts";

export const SECRETS = [
  { name: "DRYDOCK_SHOPIFY_SECRETS", about: "webhook secrets, comma-separated while one is being rotated" },
  { name: "DRYDOCK_NETSUITE_CONSUMER_KEY", about: "of the integration record (token-based authentication)" },
  { name: "DRYDOCK_NETSUITE_CONSUMER_SECRET", about: "of the integration record" },
  { name: "DRYDOCK_NETSUITE_TOKEN_ID", about: "of the access token" },
  { name: "DRYDOCK_NETSUITE_TOKEN_SECRET", about: "of the access token" },
  { name: "DRYDOCK_NETSUITE_CLIENT_ID", about: "instead of those four: OAuth 2.0 client credentials" },
  { name: "DRYDOCK_NETSUITE_CERTIFICATE_ID", about: "of the certificate that was uploaded" },
  { name: "DRYDOCK_NETSUITE_PRIVATE_KEY_FILE", about: "PEM file of its private key" },
  {
    name: "DRYDOCK_SHOPIFY_ADMIN_TOKEN",
    about: "of the shop's Admin API: for flows into the shop, and to reconcile",
  },
  { name: "DRYDOCK_ADMIN_TOKEN", about: "of the admin API; without it that serves this machine only" },
  { name: "DRYDOCK_ALERTS_URL", about: "where alerts go, instead of serve.alerts.url" },
  {
    name: "DRYDOCK_WEBHOOK_SECRETS_<SOURCE>",
    about: "of each flow of kind signed-webhook, such as …_SALESFORCE",
  },
] as const;

type SecretName = (typeof SECRETS)[number]["name"];

const TBA = [
  "DRYDOCK_NETSUITE_CONSUMER_KEY",
  "DRYDOCK_NETSUITE_CONSUMER_SECRET",
  "DRYDOCK_NETSUITE_TOKEN_ID",
  "DRYDOCK_NETSUITE_TOKEN_SECRET",
] as const satisfies readonly SecretName[];

const OAUTH2 = [
  "DRYDOCK_NETSUITE_CLIENT_ID",
  "DRYDOCK_NETSUITE_CERTIFICATE_ID",
  "DRYDOCK_NETSUITE_PRIVATE_KEY_FILE",
] as const satisfies readonly SecretName[];

type Environment = Readonly<Record<string, string | undefined>>;

/** Which secrets this environment has to give: those of OAuth 2.0 as soon as one of them is there. */
const neededOf = ({ config, flows }: ServiceProject, env: Environment): readonly string[] => [
  "DRYDOCK_SHOPIFY_SECRETS",
  ...(config.serve.reconcile !== undefined || flows.some(({ kind }) => isBackFlow(kind))
    ? (["DRYDOCK_SHOPIFY_ADMIN_TOKEN"] as const)
    : []),
  ...(OAUTH2.some((name) => env[name]) ? OAUTH2 : TBA),
  ...signingSources(flows).map(webhookSecretVariable),
];

export const webhookSecretVariable = (source: string): string =>
  `DRYDOCK_WEBHOOK_SECRETS_${source.toUpperCase().replaceAll("-", "_")}`;

/** Comma-separated while one is being rotated. */
const listIn = (env: Environment, name: string): string[] =>
  (env[name] ?? "").split(",").map((each) => each.trim());

function credentialsOf(env: Environment): NetSuiteCredentials {
  const secret = (name: SecretName): string => env[name] ?? "";
  if (!env["DRYDOCK_NETSUITE_CLIENT_ID"]) {
    const [consumerKey, consumerSecret, tokenId, tokenSecret] = TBA.map(secret) as [
      string,
      string,
      string,
      string,
    ];
    return { consumerKey, consumerSecret, tokenId, tokenSecret };
  }
  const [clientId, certificateId, file] = OAUTH2.map(secret) as [string, string, string];
  return { clientId, certificateId, privateKey: privateKeyIn(file) };
}

function privateKeyIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The private key ${file} cannot be read (${why}). Correct DRYDOCK_NETSUITE_PRIVATE_KEY_FILE.`;
    throw new UsageError(message, { cause });
  }
}

/** Those of NetSuite alone. @throws UsageError naming every variable that is missing */
export function netsuiteCredentialsIn(env: Environment): NetSuiteCredentials {
  requireAll(OAUTH2.some((name) => env[name]) ? OAUTH2 : TBA, env);
  return credentialsOf(env);
}

function requireAll(needed: readonly string[], env: Environment): void {
  const missing = needed.filter((name) => !env[name]);
  if (missing.length === 0) return;
  throw new UsageError(
    `These environment variables are missing: ${missing.join(", ")}. See \`drydock serve --help\`.`,
  );
}

/** @throws UsageError naming every variable that is missing */
export function integrationOptionsOf(project: ServiceProject, env: Environment): IntegrationOptions {
  requireAll(neededOf(project, env), env);
  const { shop, netsuite, serve } = project.config;
  return {
    shop: {
      domain: shop.domain,
      secrets: listIn(env, "DRYDOCK_SHOPIFY_SECRETS"),
      ...shopAdminOf(project, env["DRYDOCK_SHOPIFY_ADMIN_TOKEN"]),
    },
    netsuite: {
      accountId: netsuite.account,
      baseUrl: serve.baseUrl ?? accountName(netsuite.account).suiteTalkUrl,
      credentials: credentialsOf(env),
      slots: concurrencyLimitOf(netsuite.tier, netsuite.suiteCloudPlus) - netsuite.reservedSlots,
      batching: serve.batching,
    },
    ledger: project.ledger,
    flows: project.flows,
    webhookSecrets: Object.fromEntries(
      signingSources(project.flows).map((source) => [source, listIn(env, webhookSecretVariable(source))]),
    ),
    intake: { ...serve.intake, host: serve.host, port: serve.port },
    admin: { ...serve.admin, ...given("token", env["DRYDOCK_ADMIN_TOKEN"]) },
    ...alertsOf(serve.alerts, env["DRYDOCK_ALERTS_URL"]),
    readiness: serve.readiness,
    retry: serve.retry,
    worker: serve.worker,
    ...(serve.reconcile === undefined ? {} : { reconcile: serve.reconcile }),
  };
}

function shopAdminOf({ config: { shop, serve } }: ServiceProject, token: string | undefined) {
  if (!token) return {};
  return { admin: { baseUrl: serve.shopUrl ?? `https://${shop.domain}`, token } };
}

/** An empty variable is one that is not set. */
const given = <K extends string>(name: K, value: string | undefined) =>
  (value ? { [name]: value } : {}) as { readonly [Name in K]?: string };

function alertsOf(alerts: ServiceProject["config"]["serve"]["alerts"], url: string | undefined) {
  if (alerts === undefined && !url) return {};
  return { alerts: { ...alerts, url: url || (alerts?.url ?? "") } };
}
