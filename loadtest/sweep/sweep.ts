/** Many plans simulated side by side: every tier, licence count and reserve asked for, over all cores of the machine. */
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ServiceTier } from "../../emulator/index.ts";
import {
  type ConcurrencyPlan,
  type Demand,
  licenceCountsOf,
  planConcurrency,
  type Supply,
} from "../plan/concurrency-plan.ts";
import { TIERS_ON_SALE } from "../plan/plan-comparison.ts";
import type { SimulatedLoad } from "../plan/plan-study.ts";
import type { BatchSettings } from "../simulator/simulated-batch.ts";
import type { SimulatedPlan } from "./simulate-plan.ts";

export interface SweepOptions extends SimulatedLoad {
  readonly demand: Demand;
  readonly supply: Supply;
  /** @default every tier on sale */
  readonly tiers?: readonly ServiceTier[];
  /** Slots for others. @default those of the supply */
  readonly reserves?: readonly number[];
  /** Ways of batching to compare; null is each order by itself. @default that alone */
  readonly batches?: readonly (BatchSettings | null)[];
  /** @default as many as the machine has cores */
  readonly threads?: number;
  /** After each plan. */
  readonly onSimulated?: (done: number, of: number) => void;
}

export interface SweptPlan {
  readonly plan: ConcurrencyPlan;
  readonly batching: BatchSettings | null;
  /** Null when no slot is left. */
  readonly simulated: SimulatedPlan | null;
}

/** What a thread is sent. */
export interface SweepJob {
  readonly number: number;
  readonly plan: ConcurrencyPlan;
  readonly load: SimulatedLoad;
}

/** In the order of tiers, licences, reserves and batches. @throws LoadtestError for a plan that cannot exist */
export async function sweepPlans(options: SweepOptions): Promise<readonly SweptPlan[]> {
  const { demand, profile, lines, seed, retry, batches = [null] } = options;
  const plans = suppliesOf(options)
    .map((supply) => planConcurrency(demand, supply))
    .flatMap((plan) => batches.map((batching) => ({ plan, batching })));
  const jobs = plans.flatMap(({ plan, batching }, number): SweepJob[] =>
    plan.slotsAvailable === 0
      ? []
      : [{ number, plan, load: { profile, lines, seed, retry, batching: batching ?? undefined } }],
  );
  const threads = Math.min(options.threads ?? availableParallelism(), jobs.length);
  const simulated = await inThreads(jobs, { threads, onSimulated: options.onSimulated ?? (() => undefined) });
  return plans.map((each, number) => ({ ...each, simulated: simulated.get(number) ?? null }));
}

function suppliesOf({
  supply,
  tiers = TIERS_ON_SALE,
  reserves = [supply.reservedSlots],
}: SweepOptions): readonly Supply[] {
  return tiers.flatMap((tier) =>
    licenceCountsOf(tier).flatMap((suiteCloudPlus) =>
      reserves.map((reservedSlots) => ({ ...supply, tier, suiteCloudPlus, reservedSlots })),
    ),
  );
}

interface Threading {
  readonly threads: number;
  readonly onSimulated: (done: number, of: number) => void;
}

/** Each thread takes the next job when it has finished one; the first that fails ends them all. */
async function inThreads(
  jobs: readonly SweepJob[],
  { threads, onSimulated }: Threading,
): Promise<ReadonlyMap<number, SimulatedPlan>> {
  const results = new Map<number, SimulatedPlan>();
  const waiting = jobs.values();
  const workers = Array.from({ length: threads }, startThread);
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (const job of waiting) {
          results.set(job.number, await answerOf(worker, job));
          onSimulated(results.size, jobs.length);
        }
      }),
    );
    return results;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startThread(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  return new Worker(new URL(isSource ? "./thread-from-source.mjs" : "./sweep-thread.js", import.meta.url));
}

/** An error of the thread rejects what is waited for. */
async function answerOf(worker: Worker, job: SweepJob): Promise<SimulatedPlan> {
  const answered = once(worker, "message");
  worker.postMessage(job);
  const [simulated] = (await answered) as [SimulatedPlan];
  return simulated;
}
