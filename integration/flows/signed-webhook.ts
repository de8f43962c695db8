/** Records of any source system that signs its webhooks, into NetSuite: what names them is configured, not programmed. */
import { z } from "zod";
import { compileExpression, ExpressionSyntaxError } from "../mapping/expressions/expression.ts";
import { signedSource } from "../sources/signed-webhook/signed-source.ts";
import type { Flow } from "./flow.ts";
import type { FlowParts } from "./flow-parts.ts";
import { netsuiteUpsert } from "./netsuite-upsert.ts";

const headerName = z.string().regex(/^[A-Za-z0-9-]+$/, "a header's name has letters, digits and - only");

/** Said at the setting that is wrong. */
const expression = z.string().superRefine((text, context) => {
  try {
    compileExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    context.addIssue({ code: "custom", message: `the expression cannot be read: ${error.message}` });
  }
});

export const SIGNED_WEBHOOK = {
  kind: z.literal("signed-webhook").describe("Records of a source system that signs its webhooks."),
  source: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "a source's name has small letters, digits and - only")
    .describe("The source system, such as salesforce; its webhook secrets are kept under this name."),
  path: z
    .string()
    .regex(/^\/webhooks\/(?!shopify(?:\/|$))[a-z0-9/-]+$/, "must begin with /webhooks/ and not be the shop's")
    .describe("Where it sends to, such as /webhooks/salesforce/leads."),
  signature: z
    .strictObject({
      header: headerName.describe("The header that holds the signature of the raw body."),
      algorithm: z.enum(["sha1", "sha256", "sha512"]).default("sha256").describe("Of the HMAC."),
      encoding: z.enum(["hex", "base64"]).default("base64").describe("How the signature is written."),
      prefix: z.string().default("").describe("What stands before it, such as sha256=."),
    })
    .describe("How the source signs."),
  key: expression.describe("JSONata over the body: what names the record for ever."),
  version: expression.describe("JSONata over the body: what tells this edition from the others."),
  editionAt: expression
    .optional()
    .describe(
      "JSONata over the body: the edition's time, or a number that only grows; the later one counts; the version if left out.",
    ),
  deliveryHeader: headerName.optional().describe("The header that names one delivery, if there is one."),
};

/** The source systems beside the shop whose secrets these flows need. */
export const signingSources = (
  flows: readonly ({ readonly kind: string } | Pick<SignedWebhookConfig, "kind" | "source">)[],
): readonly string[] => [
  ...new Set(
    flows.flatMap((flow) => (flow.kind === "signed-webhook" && "source" in flow ? [flow.source] : [])),
  ),
];

type SignedWebhookConfig = z.output<z.ZodObject<typeof SIGNED_WEBHOOK>>;

export function signedWebhook(
  { kind: _, ...config }: SignedWebhookConfig,
  { mapping, webhookSecrets, ...ports }: FlowParts,
): Flow {
  const secrets = webhookSecrets[config.source] ?? [];
  const source = signedSource({ ...config, flow: mapping.flow, secrets });
  return { name: mapping.flow, source, delivery: netsuiteUpsert(mapping, ports) };
}
