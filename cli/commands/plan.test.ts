/** `drydock plan` in this process: what it answers, and what it refuses. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleConfigIn } from "../config/example-config.contract.ts";
import { runProgram } from "../program.ts";

async function plan(change: (text: string) => string, ...args: string[]) {
  const written = { out: "", err: "" };
  const folder = await mkdtemp(join(tmpdir(), "drydock-plan-"));
  const config = await exampleConfigIn(folder, change);
  const exitCode = await runProgram(["plan", "--config", config, "--json", ...args], {
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
    env: {},
    stop: AbortSignal.abort(),
    scratchFolder: () => folder,
  });
  return { exitCode, ...written };
}

const asItIs = (text: string): string => text;
const withPlan =
  (lines: string) =>
  (text: string): string =>
    text.replace("latency: typical", `latency: typical\n  ${lines}`);

const DAY = withPlan("ordersByHour: [100, 20000, 100]");

test("a day of one's own is planned for its busiest hour, whatever peak stands beside it", async () => {
  const { exitCode, out, err } = await plan(DAY);
  expect({ exitCode, err }).toEqual({
    exitCode: 1,
    err: expect.stringContaining("The peak of 20,000 orders"),
  });
  expect(JSON.parse(out).plan).toMatchObject({ demand: { peakOrdersPerHour: 20_000 }, holds: false });
});

test("another peak makes a quieter day of it, and a shape takes its place", async () => {
  const quieter = await plan(DAY, "--peak", "2000");
  expect(quieter.exitCode).toBe(0);
  const { simulated, plan: held } = JSON.parse(quieter.out);
  expect(held.demand.peakOrdersPerHour).toBe(2_000);
  expect(simulated.orders).toBeGreaterThan(1_800);
  expect(simulated.orders).toBeLessThan(2_300);
  expect(simulated.stretches.at(-1).fromMs).toBeGreaterThan(2 * 3_600_000);
  const shaped = await plan(DAY, "--profile", "constant", "--peak", "2000");
  expect(JSON.parse(shaped.out).simulated.stretches.at(-1).fromMs).toBeLessThan(2 * 3_600_000);
});

test("a day may come from a file, and the plan is held against its busiest hour", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "drydock-day-")), "day.csv");
  await writeFile(file, "from,orders\n09:00,100\n10:00,1500\n11:00,50\n");
  const { exitCode, out } = await plan(asItIs, "--arrivals", file);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ plan: { demand: { peakOrdersPerHour: 1_500 } } });
  const beside = await plan(asItIs, "--arrivals", file, "--peak", "5");
  expect(beside).toMatchObject({ exitCode: 2, err: expect.stringContaining("cannot be used with") });
});

test.each([
  [["--reserve", "3"], /--reserve and --batch say what a sweep varies\. Add --sweep/],
  [["--batch", "20"], /Add --sweep/],
  [["--sweep", "--batch", "101"], /--batch is 101; a batch holds 2 to 100 records/],
  [["--sweep", "--reserve", "-1"], /--reserve is -1; write how many slots others need/],
  [["--sweep", "--reserve", "some"], /--reserve is some/],
])("%j is refused before anything is answered", async (options, words) => {
  const { exitCode, err } = await plan(asItIs, ...options);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringMatching(words) });
  expect(err).not.toContain("orders an hour");
});

test.each([
  [
    (text: string) => text.replace("8000", "-8000"),
    /peakOrdersPerHour: a plan needs a volume above 0; write/,
  ],
  [withPlan("ordersByHour: [10, -1]"), /ordersByHour.*: an hour brings 0 orders or more; write 0/],
])("a volume below nothing is refused with the rule and what to write", async (change, words) => {
  const { exitCode, err } = await plan(change);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringMatching(words) });
});

test("a plan that holds with the batches of the configuration is not failed beside the map that says so", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-batched-"));
  const busier = (text: string): string =>
    text.replace("suiteCloudPlus: 1", "suiteCloudPlus: 0").replace("reservedSlots: 3", "reservedSlots: 10");
  const batched = (text: string): string =>
    busier(text).concat(
      "\nserve:\n  batching: { by: restlet, restlet: { script: customscript_up, deploy: customdeploy_up }, size: 50 }\n",
    );
  const options = ["--peak", "3200", "--out", folder];
  expect(await plan(busier, ...options)).toMatchObject({ exitCode: 1 });
  const { exitCode, out, err } = await plan(batched, ...options);
  expect({ exitCode, err }).toEqual({
    exitCode: 0,
    err: expect.stringMatching(/In batches of 50 by restlet, as configured, the plan holds/),
  });
  expect(JSON.parse(out)).toMatchObject({ verdict: "pass", cheapest: { supply: { suiteCloudPlus: 0 } } });
});
