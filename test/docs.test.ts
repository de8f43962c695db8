/** The documentation speaks of what is there: files, scenarios, metrics, secrets. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { SECRETS } from "../cli/config/secrets.ts";
import { systemClock } from "../integration/index.ts";
import { createMetrics } from "../integration/service/metrics.ts";
import { CATALOGUE } from "../scenarios/index.ts";

const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((page) => page !== "");

test("there is something to check", () => {
  expect(pages).toContain("README.md");
});

test.each(pages)("every link in %s leads somewhere", (page) => {
  const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
    ([, link]) => link ?? "",
  );
  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
});

test("every test that holds a promise of the integration core exists", () => {
  const named = [
    ...readFileSync("integration/README.md", "utf8").matchAll(/`([\w/-]+\.(?:test|contract)\.ts)`/g),
  ];
  expect(named.length).toBeGreaterThan(5);
  expect(
    named
      .map(([, file]) => file ?? "")
      .filter((file) => !existsSync(join("integration", file)) && !existsSync(file)),
  ).toEqual([]);
});

test("every scenario that holds a promise of the integration core exists", () => {
  const named = [...readFileSync("integration/README.md", "utf8").matchAll(/scenario `([\w-]+)`/g)].map(
    ([, id]) => id,
  );
  const known = new Set(CATALOGUE.map(({ id }) => id));
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((id) => id === undefined || !known.has(id))).toEqual([]);
});

const EMPTY = {
  ...{ queued: 0, running: 0, verify: 0, delivered: 0, skipped: 0, superseded: 0, dead: 0, discarded: 0 },
};
const operations = readFileSync("docs/operations.md", "utf8");

test("docs/operations.md says of every metric what it means, and of none that is not there", async () => {
  const none = {
    slots: 1,
    limit: 1,
    lowestLimit: 1,
    peak: 0,
    inFlight: 0,
    waiting: 0,
    calls: 0,
    refusals: 0,
  };
  const metrics = createMetrics({
    ledger: { counts: async () => EMPTY, tally: async () => [] },
    slots: () => ({ ...none, heldMs: 0 }),
    breaker: { isOpen: false },
    clock: systemClock,
  });
  onTestFinished(metrics.stop);
  const there = [...(await metrics.text()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
  const table = operations.slice(operations.indexOf("## Metrics"), operations.indexOf("## Personal data"));
  const said = [...table.matchAll(/`(drydock_\w+)`/g)].map(([, name]) => name);
  expect([...new Set(said)].toSorted()).toEqual(there.toSorted());
});

test("docs/operations.md says of every secret how it is exchanged", () => {
  const said = operations.replaceAll("`…_", "`DRYDOCK_NETSUITE_");
  expect(SECRETS.map(({ name }) => name).filter((name) => !said.includes(name))).toEqual([]);
});
