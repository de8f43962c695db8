/** `uat.accounts:` of `drydock.yaml`: the sandbox that is tested, and the production account that it stands for. */
import { z } from "zod";
import { accountDataFiles } from "./account-data-files.ts";
import { netsuiteFields } from "./service-config.ts";

const account = netsuiteFields.account;
const data = accountDataFiles.exactOptional();

export const uatAccountsSchema = z
  .strictObject({
    sandbox: z
      .strictObject({
        account,
        data,
        refreshedOn: z.iso
          .date("a day such as 2026-11-20")
          .exactOptional()
          .describe("When it was last refreshed from production (Setup > Company > Sandbox Accounts)."),
      })
      .describe("Where the scenarios run. Without data of its own it holds what netsuite.data says."),
    production: z
      .strictObject({ account, data })
      .describe("Where they run again. Without data of its own it holds what netsuite.data says."),
    refreshedWithinDays: z
      .number()
      .int()
      .positive()
      .exactOptional()
      .describe("A sandbox whose last refresh is longer ago is stale; needs sandbox.refreshedOn."),
    repeat: z
      .array(z.string().min(1))
      .min(1)
      .exactOptional()
      .describe(
        "Tags of the scenarios that run again in production, such as stage:mapping; all of them if left out.",
      ),
    acceptStale: z
      .string()
      .trim()
      .min(1)
      .exactOptional()
      .describe("The reason why a stale sandbox is tested all the same; it stands in the report."),
  })
  .superRefine(({ sandbox, production, refreshedWithinDays }, context) => {
    if (sandbox.account === production.account) {
      const message = "the sandbox and production are two accounts; write both ids as NetSuite does";
      context.addIssue({ code: "custom", path: ["production", "account"], message });
    }
    if (refreshedWithinDays !== undefined && sandbox.refreshedOn === undefined) {
      const message = "needs sandbox.refreshedOn, the day of the last refresh";
      context.addIssue({ code: "custom", path: ["refreshedWithinDays"], message });
    }
  })
  .describe("The scenarios run in a sandbox, and again in production, whose internal ids differ.");
