/** Accounts: which there are, opening and closing them, and what state they are in. */
import { z } from "zod";
import { accountOptionsSchema } from "../account-options.ts";
import { operation } from "./operation.ts";
import { accountSchema, accountView } from "./views.ts";

const snapshotSchema = z.object({
  version: z.number(),
  accountId: z.string(),
  parts: z.record(z.string(), z.unknown()),
});

export const ACCOUNT_OPERATIONS = [
  operation({
    method: "get",
    path: "/accounts",
    summary: "Every account with its limits and governance figures",
    reply: z.array(accountSchema),
    run: ({ emulator }) => emulator.accounts.map(accountView),
  }),
  operation({
    method: "post",
    path: "/accounts",
    summary: "Open one more account",
    body: accountOptionsSchema,
    reply: accountSchema,
    status: 201,
    run: ({ emulator, body }) => accountView(emulator.addAccount(body)),
  }),
  operation({
    method: "get",
    path: "/accounts/{accountId}",
    summary: "One account",
    reply: accountSchema,
    run: ({ account }) => accountView(account),
  }),
  operation({
    method: "delete",
    path: "/accounts/{accountId}",
    summary: "Close an account; the last one stays",
    run: ({ emulator, param }) => emulator.removeAccount(param("accountId")),
  }),
  operation({
    method: "post",
    path: "/accounts/{accountId}/refresh",
    summary: "Refresh a sandbox from its production account; its tokens are gone afterwards",
    run: ({ emulator, param }) => emulator.refreshSandbox(param("accountId")),
  }),
  operation({
    method: "get",
    path: "/accounts/{accountId}/snapshot",
    summary: "Everything the account holds and remembers, credentials included",
    reply: snapshotSchema,
    run: ({ account }) => account.snapshot(),
  }),
  operation({
    method: "put",
    path: "/accounts/{accountId}/snapshot",
    summary: "Put a snapshot of this account back, whole or not at all",
    body: snapshotSchema,
    run: ({ account, body }) => account.restore(body),
  }),
  operation({
    method: "post",
    path: "/accounts/{accountId}/reset",
    summary: "Back to how the account was opened",
    run: ({ account }) => account.reset(),
  }),
] as const;
