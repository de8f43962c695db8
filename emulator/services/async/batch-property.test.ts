import fc from "fast-check";
import { expect, test } from "vitest";
import { type Acme, acme, RECORDS } from "../../testing/acme.ts";
import { answered, COLLECTION, settle } from "../../testing/jobs.ts";

const CUSTOMERS = `${RECORDS}/customer`;

/** What makes a record good or bad, given an external id of its own. */
const RECORD_FORMS = {
  good: (externalId: string) => ({ companyName: externalId, externalId, subsidiary: { externalId: "ACME" } }),
  incomplete: (externalId: string) => ({ externalId, subsidiary: { externalId: "ACME" } }),
  dangling: (externalId: string) => ({
    companyName: externalId,
    externalId,
    subsidiary: { externalId: "nobody" },
  }),
  taken: () => ({ companyName: "Other", externalId: "C-1", subsidiary: { externalId: "ACME" } }),
  nothing: () => null,
} as const;

type RecordForm = keyof typeof RECORD_FORMS;

interface Batch {
  readonly forms: readonly RecordForm[];
  readonly parallel: boolean;
}

const anyForm = fc.constantFrom(...(Object.keys(RECORD_FORMS) as RecordForm[]));
const anyBatch = fc.record({
  forms: fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant("good" as const) }, anyForm), {
    minLength: 1,
    maxLength: 25,
  }),
  parallel: fc.boolean(),
});

const nameOf = (batch: number, record: number): string => `R-${batch}-${record}`;

async function submit(world: Acme, { forms, parallel }: Batch, batch: number): Promise<number> {
  const items = forms.map((form, record) => RECORD_FORMS[form](nameOf(batch, record)));
  const prefer = parallel ? 'respond-async, batch-processing="parallel"' : "respond-async";
  const headers = { ...COLLECTION, prefer };
  return (await answered(world, world.call("POST", CUSTOMERS, { body: { items }, headers }))).status;
}

/** Works through everything in small steps and says how many tasks were seen to run at once. */
async function peakOf({ account, clock }: Acme): Promise<number> {
  let peak = 0;
  const tasks = () => account.asyncJobs().flatMap((job) => job.tasks);
  while (tasks().some(({ endedAt }) => endedAt === undefined)) {
    await settle();
    const running = tasks().filter(
      ({ startedAt, endedAt }) => startedAt !== undefined && endedAt === undefined,
    );
    peak = Math.max(peak, running.length);
    expect(clock.sleeping).toHaveLength(running.length);
    expect(account.governance().inFlight).toBe(0);
    clock.advance(250);
  }
  return peak;
}

test("batches leave exactly their good records, on no more processors than there are and on no slot", async () => {
  const anyLicences = fc.integer({ min: 0, max: 2 });
  const anyBatches = fc.array(anyBatch, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(anyBatches, anyLicences, async (batches, suiteCloudPlus) => {
      const world = acme({ latency: "lean", suiteCloudPlus });
      const processors = [2, 5, 10][suiteCloudPlus] ?? 0;
      for (const [index, batch] of batches.entries()) expect(await submit(world, batch, index)).toBe(202);
      const peak = await peakOf(world);
      expect(peak).toBeLessThanOrEqual(processors);
      const last = batches.at(-1);
      if (last?.parallel === true)
        expect(peak).toBeGreaterThanOrEqual(Math.min(processors, last.forms.length));
      const expected = batches.flatMap(({ forms }, batch) =>
        forms.flatMap((form, record) => (form === "good" ? [nameOf(batch, record)] : [])),
      );
      const left = world.account.records.list("customer").map(({ externalId }) => externalId ?? "");
      expect(left.toSorted()).toEqual(["C-1", ...expected].toSorted());
      expect(world.account.asyncJobs().map(({ tasks }) => tasks.map(({ status }) => status))).toEqual(
        batches.map(({ forms }) => forms.map((form) => (form === "good" ? 204 : 400))),
      );
    }),
    { numRuns: 40 },
  );
});
