/** Who may log in: integration records, their tokens, the user's access and lock-out, and what became of each login. */
import { z } from "zod";
import { ACCESS_CONDITIONS } from "../auth/access.ts";
import { operation } from "./operation.ts";
import { credentialsSchema, integrationSchema, integrationView } from "./views.ts";

const INTEGRATION = "/accounts/{accountId}/integrations/{name}";

const integrationChange = z.strictObject({
  state: z.enum(["enabled", "blocked"]).optional(),
  /** Slots to itself, or null for a share in the unallocated ones. */
  allocation: z.int().positive().nullable().optional(),
  /** The Inactive box of the current token. */
  tokenActive: z.boolean().optional(),
});

const oauth2Schema = z.object({
  clientId: z.string(),
  certificateId: z.string(),
  /** Absent for a certificate of one's own. */
  privateKeyPem: z.string().optional(),
});

const auditEntrySchema = z.looseObject({
  at: z.number(),
  outcome: z.enum(["success", "failure"]),
  detail: z.string(),
  hint: z.string().optional(),
  method: z.string(),
  path: z.string(),
});

export const LOGIN_OPERATIONS = [
  operation({
    method: "get",
    path: "/accounts/{accountId}/integrations",
    summary: "The integration records with their credentials",
    reply: z.array(integrationSchema),
    run: ({ account }) => account.integrations().map(integrationView),
  }),
  operation({
    method: "get",
    path: INTEGRATION,
    summary: "One integration record",
    reply: integrationSchema,
    run: ({ account, param }) => integrationView(account.integration(param("name"))),
  }),
  operation({
    method: "patch",
    path: INTEGRATION,
    summary: "Block or unblock it, change its allocation, or switch its token on and off",
    body: integrationChange,
    reply: integrationSchema,
    run({ account, param, body: { state, allocation, tokenActive } }) {
      const integration = account.integration(param("name"));
      if (allocation !== undefined) integration.allocate(allocation);
      if (state === "blocked") integration.block();
      if (state === "enabled") integration.unblock();
      if (tokenActive !== undefined) integration.setTokenActive(tokenActive);
      return integrationView(integration);
    },
  }),
  operation({
    method: "post",
    path: `${INTEGRATION}/tokens`,
    summary: "Issue a new token; earlier ones keep their state",
    reply: credentialsSchema,
    status: 201,
    run: ({ account, param }) => account.integration(param("name")).issueToken(),
  }),
  operation({
    method: "delete",
    path: `${INTEGRATION}/tokens/current`,
    summary: "Revoke the current token for ever",
    run: ({ account, param }) => account.integration(param("name")).revokeToken(),
  }),
  operation({
    method: "get",
    path: `${INTEGRATION}/certificates/current`,
    summary: "What OAuth 2.0 client credentials are asked for with; makes a key pair where there is none yet",
    reply: oauth2Schema,
    run: ({ account, param }) => account.integration(param("name")).oauth2,
  }),
  operation({
    method: "post",
    path: `${INTEGRATION}/certificates`,
    summary: "Register a certificate of one's own, or have a new key pair made without one",
    body: z.strictObject({ certificatePem: z.string().optional() }),
    reply: oauth2Schema,
    status: 201,
    run({ account, param, body: { certificatePem } }) {
      const integration = account.integration(param("name"));
      if (certificatePem === undefined) integration.issueCertificate();
      else integration.registerCertificate(certificatePem);
      return integration.oauth2;
    },
  }),
  operation({
    method: "delete",
    path: `${INTEGRATION}/certificates`,
    summary: "Revoke all certificates for ever; tokens that were issued before stay good for their hour",
    run: ({ account, param }) => account.integration(param("name")).revokeCertificates(),
  }),
  operation({
    method: "patch",
    path: "/accounts/{accountId}/access",
    summary: "Change what the account's user and role may do, such as roleAssigned for a leaver",
    body: z.partialRecord(z.enum(ACCESS_CONDITIONS), z.boolean()),
    run: ({ account, body }) => account.setAccess(body),
  }),
  operation({
    method: "get",
    path: "/accounts/{accountId}/lock-out",
    summary: "Whether the account's user is locked after wrong signatures",
    reply: z.object({ isLocked: z.boolean() }),
    run: ({ account }) => ({ isLocked: account.isLocked }),
  }),
  operation({
    method: "delete",
    path: "/accounts/{accountId}/lock-out",
    summary: "Unlock the account's user",
    run: ({ account }) => account.unlock(),
  }),
  operation({
    method: "get",
    path: "/accounts/{accountId}/audit-trail",
    summary: "The Login Audit Trail with hints, oldest first",
    query: z.strictObject({ outcome: z.enum(["success", "failure"]).optional() }),
    reply: z.array(auditEntrySchema),
    run: ({ account, query: { outcome } }) =>
      account.auditTrail().filter((entry) => outcome === undefined || entry.outcome === outcome),
  }),
] as const;
