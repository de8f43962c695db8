/** What happened on an account: its journal, its jobs, its scripts, and the end of it all. */
import { z } from "zod";
import { journalHar, journalLines } from "../journal/journal-export.ts";
import { journalFilterSchema } from "../journal/journal-filter.ts";
import { operation } from "./operation.ts";
import { AdminError } from "./problem.ts";

const JOURNAL = "/accounts/{accountId}/journal";

/** The same filter, as a query string brings it. */
const filterQuery = journalFilterSchema.extend({
  status: z.coerce.number().int().optional(),
  since: z.coerce.number().optional(),
  after: z.coerce.number().int().optional(),
});

const entrySchema = z.looseObject({
  id: z.int(),
  at: z.number(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  operation: z.string(),
  decision: z.string(),
  reason: z.string().optional(),
  waitedMs: z.number(),
});

export const OBSERVATION_OPERATIONS = [
  operation({
    method: "get",
    path: JOURNAL,
    summary: "The newest exchanges that match, oldest first",
    query: filterQuery.extend({ limit: z.coerce.number().int().positive().max(5_000).default(500) }),
    reply: z.array(entrySchema),
    run: ({ account, query: { limit, ...filter } }) => account.journal(filter).slice(-limit),
  }),
  operation({
    method: "delete",
    path: JOURNAL,
    summary: "Forget the journal",
    run: ({ account }) => account.clearJournal(),
  }),
  operation({
    method: "get",
    path: `${JOURNAL}/har`,
    summary: "The exchanges that match as an HTTP Archive 1.2",
    query: filterQuery,
    reply: z.looseObject({ log: z.looseObject({ version: z.literal("1.2") }) }),
    run: ({ account, query }) => journalHar(account.journal(query)),
  }),
  operation({
    method: "get",
    path: `${JOURNAL}/lines`,
    summary: "The exchanges that match as JSON lines",
    query: filterQuery,
    reply: z.string(),
    contentType: "application/jsonl",
    run: ({ account, query }) => journalLines(account.journal(query)),
  }),
  operation({
    method: "get",
    path: "/accounts/{accountId}/jobs",
    summary: "What Prefer: respond-async has set going, oldest first",
    reply: z.array(z.looseObject({ id: z.string(), progress: z.string() })),
    run: ({ account }) => account.asyncJobs(),
  }),
  operation({
    method: "get",
    path: "/accounts/{accountId}/script-log",
    summary: "What RESTlets wrote with N/log, and the errors they did not catch, oldest first",
    reply: z.array(z.looseObject({ at: z.number(), level: z.string(), title: z.string() })),
    run: ({ account }) => account.scriptLog(),
  }),
  operation({
    method: "post",
    path: "/shutdown",
    summary: "End the emulator's program",
    status: 202,
    run({ shutDown }) {
      if (shutDown !== undefined) return shutDown();
      throw new AdminError(409, "NOT_OURS_TO_END", "The emulator runs within another program; end that one.");
    },
  }),
] as const;
