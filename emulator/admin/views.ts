/** The forms in which the administration shows an account and what belongs to it. */
import { z } from "zod";
import type { Account } from "../account.ts";
import type { Integration } from "../account-integration.ts";

/** Names what a reply surely has; more may come with it. */
export const credentialsSchema = z.object({
  consumerKey: z.string(),
  consumerSecret: z.string(),
  tokenId: z.string(),
  tokenSecret: z.string(),
});

const tallySchema = z.object({
  inFlight: z.int(),
  peak: z.int(),
  total: z.int(),
  rejected: z.int(),
  /** Rejected of total, in percent. */
  rejectedPercent: z.number(),
});

export const governanceSchema = tallySchema.extend({
  limit: z.int(),
  unallocatedLimit: z.int(),
  integrations: z.array(tallySchema.extend({ name: z.string(), allocation: z.int().nullable() })),
});

export const accountSchema = z.object({
  accountId: z.string(),
  tier: z.string(),
  suiteCloudPlus: z.int(),
  kind: z.string(),
  concurrencyLimit: z.int(),
  sandboxOf: z.string().nullable(),
  refreshedAt: z.number().nullable(),
  isLocked: z.boolean(),
  latency: z.unknown(),
  now: z.number(),
  governance: governanceSchema,
});

export const integrationSchema = z.object({
  name: z.string(),
  state: z.enum(["enabled", "blocked"]),
  allocation: z.int().nullable(),
  credentials: credentialsSchema,
});

export const accountView = (account: Account): z.output<typeof accountSchema> => ({
  accountId: account.accountId,
  tier: account.tier,
  suiteCloudPlus: account.suiteCloudPlus,
  kind: account.kind,
  concurrencyLimit: account.concurrencyLimit,
  sandboxOf: account.sandboxOf ?? null,
  refreshedAt: account.refreshedAt ?? null,
  isLocked: account.isLocked,
  latency: account.latency,
  now: account.time.figures().now,
  governance: governanceView(account),
});

export function governanceView(account: Account): z.output<typeof governanceSchema> {
  const { integrations, ...figures } = account.governance();
  return {
    ...withPercent(figures),
    integrations: integrations.map((each) => withPercent(each)),
  };
}

const withPercent = <Figures extends { readonly total: number; readonly rejected: number }>(
  figures: Figures,
) => ({
  ...figures,
  rejectedPercent: figures.total === 0 ? 0 : Math.round((figures.rejected * 1_000) / figures.total) / 10,
});

export const integrationView = ({
  name,
  state,
  allocation,
  credentials,
}: Integration): z.output<typeof integrationSchema> => ({ name, state, allocation, credentials });
