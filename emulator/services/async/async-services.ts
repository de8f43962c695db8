/** Gives an account its asynchronous half: job desk, processors, and the two services that use them. */
import type { Clock } from "../../clock.ts";
import { problemDocument } from "../../errors/problem-document.ts";
import type { Wording } from "../../errors/wording.ts";
import { asyncProcessorsOf } from "../../governance/async-processors.ts";
import type { Latency } from "../../latency/latency-model.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import type { SeededRandom } from "../../seeded-random.ts";
import type { AccountPart } from "../../state/account-part.ts";
import type { Service } from "../service.ts";
import { type AsyncJobView, asyncJobView } from "./async-jobs-view.ts";
import { createAsyncRecords, plansAgain } from "./async-records.ts";
import { createAsyncService } from "./async-service.ts";
import { createJobDesk } from "./job-desk.ts";

export interface AsyncServicesOptions extends Wording {
  readonly records: Service;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Licences that count for this account. */
  readonly suiteCloudPlus: number;
  random(stream: string): SeededRandom;
  readonly latency: Pick<Latency, "begin">;
}

export interface AsyncServices {
  readonly services: readonly Service[];
  list(): readonly AsyncJobView[];
  readonly jobs: AccountPart;
}

export function createAsyncServices(options: AsyncServicesOptions): AsyncServices {
  const { records, catalogue, clock, suiteCloudPlus, random, latency, quirks, language } = options;
  const desk = createJobDesk({
    processors: asyncProcessorsOf(suiteCloudPlus),
    firstJobId: random("job ids").integer(1_000, 900_000),
    clock,
    quirks,
    language,
    random: random("tasks"),
    errorForm: problemDocument,
    plansOf: (origin) => plansAgain({ records, catalogue }, origin),
    latency,
  });
  return {
    services: [
      createAsyncRecords({ records, desk, catalogue, quirks }),
      createAsyncService({ desk, quirks }),
    ],
    list: () => desk.list().map(asyncJobView),
    jobs: desk,
  };
}
