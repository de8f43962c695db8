/** `drydock loadtest` as an architect meets it: orders that come over time, judged, and held against the simulation. */
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";
import { run } from "./processes.ts";

/** The example shop on a machine whose speed must not decide. */
const atAnySpeed = (config: string): string =>
  config
    .replace("latency: typical", "latency: typical\n  serviceLevel: { withinMinutes: 1000000 }")
    .concat("\nthresholds:\n  intakeP99Ms: 60000\n  eventLoopLagP99Ms: 60000\n");

test("a profile's orders arrive over time and are held against the same peak simulated", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-loadtest-command-"));
  const profile = ["--profile", "constant", "--peak", "60", "--time-scale", "600"];
  const config = await exampleConfigIn(folder, atAnySpeed);
  const { code, out, err } = await run([
    "loadtest",
    "--config",
    config,
    "--out",
    folder,
    ...profile,
    "--json",
  ]);
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringMatching(/0 lost, 0 duplicated/) });
  expect(JSON.parse(out)).toMatchObject({
    verdict: "pass",
    stages: [{ name: "load" }, { name: "accounting" }],
  });
  const page = await readFile(join(folder, "loadtest.html"), "utf8");
  expect(page).toContain("Measured beside simulated");
  expect(page).toMatch(/webhooks came over time/);
});

test("a time scale that is no number is refused before anything starts", async () => {
  const { code, err } = await run([
    "loadtest",
    "--config",
    "examples/acme-store/drydock.yaml",
    "--time-scale",
    "fast",
  ]);
  expect(code).toBe(2);
  expect(err).toContain("--time-scale is fast; write a number above 0.");
});
