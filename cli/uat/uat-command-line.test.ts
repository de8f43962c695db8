import { expect, test } from "vitest";
import type { ScenarioPage } from "../../reports/index.ts";
import { CATALOGUE, proseOf } from "../../scenarios/index.ts";
import { ScenarioFailure } from "./scenario-failure.ts";
import { commandAlone, commandToSign, type UatCall, withCommand } from "./uat-command-line.ts";

const [ordinary] = CATALOGUE.filter(({ id }) => id === "perfect-order").map(proseOf);
if (ordinary === undefined) expect.unreachable();
const PASSED: ScenarioPage = { ...ordinary, verdict: "pass", durationMs: 1, checks: [], evidence: [] };

const COMMANDS: readonly [string, UatCall, string][] = [
  ["drydock.yaml", {}, "drydock uat --only x"],
  ["my shop/drydock.yaml", {}, 'drydock uat --config "my shop/drydock.yaml" --only x'],
  ["$hop's/drydock.yaml", {}, "drydock uat --config '$hop'\\''s/drydock.yaml' --only x"],
  ["C:\\shop\\drydock.yaml", {}, "drydock uat --config 'C:\\shop\\drydock.yaml' --only x"],
  [
    "drydock.yaml",
    { scenarios: "our own", accounts: "production", acceptStale: "it is booked", repeat: 50 },
    'drydock uat --scenarios "our own" --accounts production --accept-stale "it is booked" --repeat 50 --only x',
  ],
  [
    "drydock.yaml",
    { target: "netsuite", account: "1234567_SB1", baseUrl: "http://127.0.0.1:8080" },
    "drydock uat --target netsuite --account 1234567_SB1 --base-url http://127.0.0.1:8080 --only x",
  ],
];

test.each(COMMANDS)("of %s called with %j: %s", (config, call, command) => {
  expect(commandAlone(config, call, "x")).toBe(command);
});

test("a signature names the configuration and the folder of the run that it signs, where they are not the usual ones", () => {
  const signing = { as: "Anna Berg <anna@acme.example>", role: "Customer Service" };
  const who = '--as "Anna Berg <anna@acme.example>" --role "Customer Service"';
  expect(commandToSign("drydock.yaml", { out: "drydock-out" }, signing)).toBe(
    `drydock uat --sign-off ${who}`,
  );
  expect(commandToSign("my shop.yaml", { out: "results", scenarios: "own" }, signing)).toBe(
    `drydock uat --sign-off --config "my shop.yaml" --scenarios own --out results ${who}`,
  );
});

test("what failed has its command, what passed has none", () => {
  const told = withCommand("shop.yaml", {});
  const alone = "drydock uat --config shop.yaml --only perfect-order";
  expect(told({ ...PASSED, verdict: "fail" }).alone).toBe(alone);
  expect(told(PASSED)).toBe(PASSED);
});

test("a failed test of one's own suite says it too", () => {
  const page = withCommand("my shop.yaml", { scenarios: "own" })({ ...PASSED, verdict: "fail" });
  expect(new ScenarioFailure(page).message).toContain(
    'alone: npx vitest run -t perfect-order, with its evidence: drydock uat --config "my shop.yaml" --scenarios own --only perfect-order',
  );
});
