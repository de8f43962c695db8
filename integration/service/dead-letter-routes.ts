/** `/admin/v1/dead-letters`: look at many, count them, write them out, re-run those that match. */
import { Router } from "express";
import { z } from "zod";
import type { DeadLetterDesk } from "../dlq/dead-letter-desk.ts";
import { CSV_HEAD, csvRows } from "../dlq/letters-csv.ts";
import { filterSchema, readQuery } from "./dead-letter-query.ts";

const rerunBody = z.strictObject({
  // A bound says how many, never which: with nothing beside it whatever waits would be re-run.
  filter: filterSchema.refine(
    ({ limit: _, afterId: __, ...conditions }) => Object.keys(conditions).length > 0,
    "must name at least one condition",
  ),
  by: z.string().min(1),
  reason: z.string().min(1),
  dryRun: z.boolean().default(false),
});

export function deadLetterRoutes(desk: DeadLetterDesk): Router {
  const router = Router();
  router.get("/", async (request, response) => {
    const { filter, showing } = readQuery(request.query);
    response.json({ deadLetters: await desk.list(filter, showing), groups: await desk.groups(filter) });
  });
  router.get("/pending", async (request, response) => {
    const { filter, showing } = readQuery(request.query);
    response.json({ pending: await desk.pending(filter, showing) });
  });
  router.get("/stats", async (request, response) => {
    response.json(await desk.stats(readQuery(request.query).filter));
  });
  router.get("/export", async (request, response) => {
    const { filter, showing, format } = readQuery(request.query);
    response.type(format === "csv" ? "text/csv" : "application/x-ndjson");
    if (format === "csv") response.write(CSV_HEAD);
    for await (const page of desk.pages(filter, showing)) {
      response.write(
        format === "csv" ? csvRows(page) : page.map((each) => `${JSON.stringify(each)}\n`).join(""),
      );
    }
    response.end();
  });
  router.post("/rerun", async (request, response) => {
    const { filter, ...rest } = rerunBody.parse(request.body);
    const stop = new AbortController();
    // Whoever hangs up has pressed stop: the page under way is finished, and no other is begun.
    response.once("close", () => stop.abort());
    response.json(await desk.rerun({ which: { filter }, ...rest, stop: stop.signal }));
  });
  return router;
}
