/** Jobs, tasks, batches and idempotency keys. */
import type { Behaviour } from "../behaviour.ts";

export const ASYNCHRONOUS_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "202, `Preference-Applied`, `Location`; job, task, result",
    confidence: "documented",
    source:
      "documented (subsect_161278579295, subsect_161252896355, subsect_161252889998); absolute `Location` is one of two printed forms",
  },
  {
    rule: "`progress`",
    confidence: "documented",
    source:
      "`pending` and `succeeded` documented; a running task is still `pending`, `failed`, and a job failed by one task, inferred",
  },
  {
    rule: "result of a create, a write or a refusal: its status, headers and body",
    confidence: "documented",
    source: "inferred; documented for a read only",
  },
  {
    rule: "202 before the record request itself is looked at",
    confidence: "inferred",
    source: "inferred; a batch as a whole is checked before",
  },
  {
    rule: "list of tasks",
    confidence: "inferred",
    source:
      'one item a task inferred; `quirks: { taskList: "printed" }` puts all links into one item (article_0127092747)',
    switch: "quirks.taskList",
  },
  {
    rule: "one execution for each idempotency key, status 400 titled Conflict",
    confidence: "documented",
    source:
      "documented (subsect_164494900632), with the newer form of `type`; one key space an account, kept as long as its job, inferred",
  },
  {
    rule: 'batches: methods, 100 records, one type, in order unless `batch-processing="parallel"`',
    confidence: "documented",
    source: "documented (article_0127092747)",
  },
  {
    rule: "a batch without `Prefer: respond-async` is refused, DELETE with `ids` included",
    status: "400 INVALID_HEADER",
    confidence: "documented",
    source:
      "the REST API Browser marks the header as required; the help's sample of DELETE goes without it (article_0127092747)",
  },
  {
    rule: "a batch goes on after a record that failed; a sequential batch keeps one processor to its end",
    confidence: "inferred",
    source: "inferred",
  },
  {
    rule: "number of asynchronous processors",
    confidence: "documented",
    source:
      "documented (section_N259503, bridgehead_1500275603); legacy tiers, development and partner accounts inferred",
  },
  {
    rule: "tasks count as requests in flight in the latency model, in both directions",
    confidence: "inferred",
    source: "inferred",
  },
];
