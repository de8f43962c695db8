/** `/admin/v1/dead-letters`: look at many, count them, write them out, re-run those that match. */
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { Router } from "express";
import { z } from "zod";
import type { DeadLetter } from "../dlq/dead-letter.ts";
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
    const pages = desk.pages(filter, showing);
    response.type(format === "csv" ? "text/csv" : NDJSON);
    for await (const text of format === "csv" ? csvOf(pages) : linesOf(pages)) {
      if (response.destroyed) return;
      if (!response.write(text)) await drained(response);
    }
    response.end();
  });
  router.post("/rerun", async (request, response) => {
    const { filter, ...rest } = rerunBody.parse(request.body);
    const stop = new AbortController();
    // Whoever hangs up has pressed stop: the page under way is finished, and no other is begun.
    response.once("close", () => stop.abort());
    const wanted = { which: { filter }, ...rest, stop: stop.signal };
    if (request.accepts(["json", NDJSON]) !== NDJSON) return void response.json(await desk.rerun(wanted));
    response.type(NDJSON);
    const result = await desk.rerun({
      ...wanted,
      onProgress: (progress) => response.write(line({ progress })),
    });
    response.end(line({ result }));
  });
  return router;
}

const NDJSON = "application/x-ndjson";
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** No page is read before the one ahead of it has left; also when nobody is there any more to take it. */
async function drained(response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  const either = ["drain", "close"].map((event) =>
    once(response, event, { signal: gone.signal }).catch(() => []),
  );
  await Promise.race(either);
  gone.abort();
}

type Pages = AsyncIterable<readonly DeadLetter[]>;

async function* csvOf(pages: Pages): AsyncIterable<string> {
  yield CSV_HEAD;
  for await (const page of pages) yield csvRows(page);
}

async function* linesOf(pages: Pages): AsyncIterable<string> {
  for await (const page of pages) yield page.map(line).join("");
}
