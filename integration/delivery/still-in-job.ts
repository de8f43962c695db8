/** An entry that was sent in a job of NetSuite's whose end nobody has seen: its worker was killed, or gave the job up. */
import type { Clock } from "../clock.ts";
import type { Failure, Result } from "../failure.ts";
import { failed, type Outcome } from "../flows/flow.ts";
import type { LedgerEntry } from "../ledger/entry.ts";

export interface Jobs {
  isJobRunning(jobId: string): Promise<Result<boolean>>;
  /** A job that runs is looked at again after so long. */
  readonly lookAgainMs: number;
}

interface JobPorts {
  readonly jobs: Jobs;
  readonly clock: Clock;
}

/** null when it is in none, or in one that has ended: then NetSuite holds whatever the job has made. */
export async function stillInJob(
  { jobId }: Pick<LedgerEntry, "jobId">,
  { jobs, clock }: JobPorts,
): Promise<Outcome | null> {
  if (jobId === null) return null;
  const running = await jobs.isJobRunning(jobId);
  if (!running.ok) return failed(running.failure);
  if (!running.value) return null;
  return { kind: "too-early", until: clock.now() + jobs.lookAgainMs, failure: stillRuns(jobId) };
}

const stillRuns = (jobId: string): Failure => ({
  class: "transient",
  code: "JOB_STILL_RUNS",
  message: `This order was sent to NetSuite in the job ${jobId}, which has not ended.`,
  advice: "Nothing to do: when the job has ended, NetSuite is asked what it has made of this order.",
  value: jobId,
});
