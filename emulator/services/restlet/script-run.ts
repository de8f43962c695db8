/** Runs one call of a script to its end, whatever the script does. */
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { wait } from "../../exchange/wait.ts";
import type { Latency } from "../../latency/latency-model.ts";
import type { Quirks } from "../../quirks.ts";
import type { Desk } from "./operations/operation.ts";
import { createScriptSession } from "./script-session.ts";
import type { ThreadEnd } from "./script-thread.ts";
import type { ThreadPool } from "./thread-pool.ts";

const outcomeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("returned"),
    form: z.enum(["nothing", "text", "object", "response", "unwritable"]),
    text: z.string(),
    contentType: z.string().optional(),
  }),
  z.object({
    kind: z.literal("thrown"),
    code: z.string(),
    message: z.string(),
    stack: z.array(z.string()),
  }),
]);

export type ScriptOutcome =
  | Readonly<z.infer<typeof outcomeSchema>>
  /** The thread was ended, and the script with it. */
  | { readonly kind: "ended"; readonly by: "time" | "usage" | "memory" | "door" | "defect" };

export interface ScriptRun {
  readonly outcome: ScriptOutcome;
  readonly usedUnits: number;
  /** Of the account's time, for what it asked of the account. */
  readonly waitedMs: number;
}

/** What a script's context is given, as JSON. */
export interface ScriptCall {
  /** In the file cabinet. */
  readonly path: string;
  /** The text of the entry file. */
  readonly entry: string;
  readonly method: string;
  readonly argument?: unknown;
  readonly environment: Readonly<Record<string, unknown>>;
}

export interface RunOptions {
  readonly pool: ThreadPool;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly givenUp: AbortSignal | undefined;
  readonly overUsage: Quirks["scriptOverUsage"];
  readonly latency: Pick<Latency, "begin">;
  log(text: string): void;
}

/** Oracle help section_161591009480. */
const TIME_LIMIT_MS = 300_000;

/** Why a script was ended from outside. */
type Reason = "time" | "usage" | "door";

export async function runScript(call: ScriptCall, options: RunOptions): Promise<ScriptRun> {
  const { pool, clock, desk, givenUp, latency, log, overUsage } = options;
  const thread = pool.take();
  let endedBy: Reason | undefined;
  const stop = (by: Reason): void => {
    endedBy ??= by;
    thread.stop();
  };
  const over = new AbortController();
  const limit = { unattended: true, until: over.signal };
  void clock.sleep(TIME_LIMIT_MS, limit).then(() => (over.signal.aborted ? undefined : stop("time")));
  const giveUp = (): void => stop("door");
  givenUp?.addEventListener("abort", giveUp);
  const session = createScriptSession({
    desk,
    latency,
    wait: (ms) => wait(clock, ms, givenUp),
    onOverUsage: () => (overUsage === "ended" ? stop("usage") : undefined),
    isOver: () => !thread.isAlive,
  });
  const end = await thread.run(JSON.stringify(call), { ask: (text) => session.ask(text), log });
  givenUp?.removeEventListener("abort", giveUp);
  over.abort();
  pool.giveBack(thread);
  return {
    outcome: outcomeOf(end, endedBy),
    usedUnits: session.usedUnits,
    waitedMs: session.waitedMs,
  };
}

function outcomeOf(end: ThreadEnd, endedBy: Reason | undefined): ScriptOutcome {
  if (end.kind === "outcome") return outcomeSchema.parse(JSON.parse(end.text));
  return { kind: "ended", by: endedBy ?? (end.of === "memory" ? "memory" : "defect") };
}
