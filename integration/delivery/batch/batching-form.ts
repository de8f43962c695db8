/** How batching is written down. */
import { z } from "zod";
import { MAX_REST_BATCH } from "../../netsuite/batch/rest-batch.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ms = z.number().int().positive();

/**
 * Off by default: NetSuite takes REST batches from release 2026.1 on only, what it answers to them is documented in part, a
 * RESTlet has to be deployed first, and a record in a batch waits for the whole of it.
 */
const form = z.strictObject({
  by: z
    .enum(["none", "rest", "restlet"])
    .default("none")
    .describe(
      "rest: asynchronous jobs of the record service, which hold no slot while they run. restlet: calls of examples/restlets/upsert-many.js, each in one slot.",
    ),
  restlet: z
    .strictObject({
      script: z
        .string()
        .min(1)
        .describe("Its script id, such as customscript_drydock_upsert, or its number."),
      deploy: z
        .string()
        .min(1)
        .describe("Its deployment id, such as customdeploy_drydock_upsert, or its number."),
    })
    .exactOptional()
    .describe(
      "For by: restlet. The RESTlet as it is deployed in the account, released to the integration's role.",
    ),
  size: z
    .number()
    .int()
    .min(2)
    .max(MAX_REST_BATCH)
    .default(MAX_REST_BATCH)
    .describe(
      "Records of one batch; NetSuite takes 100 at most, and a RESTlet's units and time allow no more.",
    ),
  backlog: z
    .number()
    .int()
    .min(2)
    .default(MAX_REST_BATCH)
    .describe("With fewer entries due each is sent by itself, which is sooner for each."),
  groups: z
    .number()
    .int()
    .min(1)
    .exactOptional()
    .describe(
      "Groups of entries delivered side by side; if left out half as many as slots, with a RESTlet as many.",
    ),
  firstPollMs: ms.default(2 * SECOND).describe("rest: the first look at a running job comes after so long."),
  longestPollMs: ms
    .default(20 * SECOND)
    .describe("rest: each further look waits half as long again, up to this."),
  jobWithinMs: ms
    .default(15 * MINUTE)
    .describe(
      "rest: a job that has not ended by then is given up, and its records are looked up one by one.",
    ),
});

export const batchingForm = form.refine(({ by, restlet }) => by !== "restlet" || restlet !== undefined, {
  path: ["restlet"],
  message: "must name the RESTlet's script and deploy when batching goes by: restlet",
});
