/** Gives an account its asynchronous half: job desk, processors, and the two services that use them. */
import type { Clock } from "../../clock.ts";
import { problemDocument } from "../../errors/problem-document.ts";
import { asyncProcessorsOf } from "../../governance/async-processors.ts";
import type { LatencyOperation } from "../../latency/latency-model.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import type { SeededRandom } from "../../seeded-random.ts";
import type { Service } from "../service.ts";
import { type AsyncJobView, asyncJobView } from "./async-jobs-view.ts";
import { createAsyncRecords } from "./async-records.ts";
import { createAsyncService } from "./async-service.ts";
import { createJobDesk } from "./job-desk.ts";
import type { TaskListForm } from "./job-views.ts";

export interface AsyncServicesOptions {
  readonly records: Service;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Licences that count for this account. */
  readonly suiteCloudPlus: number;
  readonly taskList: TaskListForm | undefined;
  random(stream: string): SeededRandom;
  latencyMs(operation: LatencyOperation): number;
  /** Requests that hold a slot. */
  inFlight(): number;
}

export interface AsyncServices {
  readonly services: readonly Service[];
  /** Tasks and requests share what the account can write in a second, so each slows the other (inferred). */
  latencyMs(operation: LatencyOperation): number;
  list(): readonly AsyncJobView[];
}

export function createAsyncServices(options: AsyncServicesOptions): AsyncServices {
  const { records, catalogue, clock, suiteCloudPlus, random, latencyMs, inFlight } = options;
  const desk = createJobDesk({
    processors: asyncProcessorsOf(suiteCloudPlus),
    firstJobId: random("job ids").integer(1_000, 900_000),
    clock,
    random: random("tasks"),
    errorForm: problemDocument,
    latencyMs: (operation) => latencyMs({ ...operation, inFlight: inFlight() + desk.running() }),
  });
  return {
    services: [
      createAsyncRecords({ records, desk, catalogue }),
      createAsyncService({ desk, taskList: options.taskList ?? "item-per-task" }),
    ],
    latencyMs: (operation) =>
      latencyMs({ ...operation, inFlight: (operation.inFlight ?? 1) + desk.running() }),
    list: () => desk.list().map(asyncJobView),
  };
}
