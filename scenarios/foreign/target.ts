/** `target:` of `drydock.yaml`: an integration that is not ours, how it is started, and what it offers. */
import { z } from "zod";
import { FLOWS } from "../labels.ts";

const command = z.string().min(1);

const handOverSchema = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("webhook"),
    path: z.string().startsWith("/").describe("Where on its PORT it takes the shop's webhooks."),
  }),
  z.strictObject({ by: z.literal("file") }).describe("A JSON file for each order, dropped into INBOX."),
  z.strictObject({ by: z.literal("poll") }).describe("It asks the shop's Admin API at SHOP_URL by itself."),
]);

const deadLettersSchema = z.strictObject({
  list: command.describe(
    "A command, or a URL to GET, that gives a JSON array with `key` and `reason` of each dead letter; `key` holds the order's id.",
  ),
  rerun: command
    .exactOptional()
    .describe("A command, or a URL to POST to, that tries one again; {key} stands for its key."),
});

export const foreignTargetSchema = z
  .strictObject({
    name: z.string().min(1).describe("What reports call it."),
    command: command.describe("Starts it, from the folder of this file; a shell reads the line."),
    env: z
      .record(z.string(), z.string())
      .default({})
      .describe("More variables for it, or other names for ours: { NS_HOST: $NETSUITE_URL }."),
    orders: handOverSchema.describe("How an order is handed to it."),
    flows: z
      .array(z.enum(FLOWS))
      .default(["orders"])
      .describe("What it moves; scenarios of other flows are not offered."),
    deadLetters: deadLettersSchema
      .exactOptional()
      .describe("How its dead letters are read and tried again, if it has any."),
    ready: z
      .string()
      .exactOptional()
      .describe(
        "What it prints when it is ready. Left out: when its PORT is open, or at once without a webhook.",
      ),
    settleMs: z
      .number()
      .int()
      .min(100)
      .default(2_500)
      .describe(
        "So long nothing reaches NetSuite before what it did is judged: longer than its longest wait.",
      ),
    limitMs: z
      .number()
      .int()
      .positive()
      .default(120_000)
      .describe("A scenario that has not ended by then has failed: what it waits for never comes."),
  })
  .describe("Another integration than Drydock's own core, for `drydock uat`.");

export interface ForeignTarget extends z.output<typeof foreignTargetSchema> {
  /** Where its command runs. */
  readonly folder: string;
}
