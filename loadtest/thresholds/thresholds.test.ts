import { expect, test } from "vitest";
import type { MetricName } from "./metrics.ts";
import { thresholdIn } from "./threshold.ts";
import { thresholdsOf, thresholdsSchema } from "./thresholds.ts";

test.each<[MetricName, string, object]>([
  ["intake", "p99 <= 1 s", { statistic: "p99", operator: "<=", bound: 1_000 }],
  ["intake", "p50<250ms", { statistic: "p50", operator: "<", bound: 250 }],
  ["timeToNetSuite", "max < 1.5 h", { statistic: "max", operator: "<", bound: 5_400_000 }],
  ["throughput", ">= 8000/h", { operator: ">=", bound: 8_000 }],
  ["throughput", "> 8000", { operator: ">", bound: 8_000 }],
  ["backlog", "<= 500", { operator: "<=", bound: 500 }],
  ["refusals", "<= 0.5 %", { operator: "<=", bound: 0.005 }],
  ["memory", "<= 1.5 GB", { operator: "<=", bound: 1.5 * 1024 ** 3 }],
])("on %s, %s is read", (metric, text, read) => {
  expect(thresholdIn(metric, text)).toMatchObject({ metric, ...read });
});

test.each<[MetricName, string, RegExp]>([
  ["intake", "<= 1 s", /write one of p50, p95, p99, max, an operator .* such as "p95 <= 5 ms"/],
  ["intake", "p99 <= 1", /a number with its unit \(ms, s, min, h\)/],
  ["intake", "p99 <= 5 %", /unit \(ms, s, min, h\)/],
  ["intake", "p90 <= 1 s", /p50, p95, p99, max/],
  ["backlog", "p99 <= 5", /such as "<= 5"/],
  ["backlog", "500", /an operator \(<=, <, >=, >\)/],
  ["refusals", "<= 0.005", /unit \(%\)/],
])("on %s, %s is no threshold, and it is said how one is written", (metric, text, problem) => {
  expect(thresholdIn(metric, text)).toMatch(problem);
});

test("one bound or a list of them; a metric that nobody knows is refused", () => {
  expect(thresholdsSchema.parse({ intake: "p99 <= 1 s", backlog: ["<= 500"] })).toEqual({
    intake: ["p99 <= 1 s"],
    backlog: ["<= 500"],
  });
  expect(thresholdsSchema.safeParse({ speed: "<= 5" }).success).toBe(false);
  expect(thresholdsSchema.safeParse({ intake: [] }).success).toBe(false);
  expect(thresholdsSchema.safeParse({ intake: "fast" }).error?.issues[0]?.message).toMatch(
    /"fast" is no threshold on intake/,
  );
});

test("what is written takes the place of a wish, and a wish that of a default", () => {
  const names = (thresholds: ReturnType<typeof thresholdsOf>) =>
    thresholds.map(({ metric, statistic, bound }) => `${metric} ${statistic} ${bound}`);
  expect(names(thresholdsOf({}))).toEqual(["intake p99 1000", "refusals max 0.005", "deadLetters max 0.02"]);
  expect(
    names(
      thresholdsOf({ intake: ["p50 <= 1 ms", "p95 <= 2 ms"] }, { intake: ["p99 <= 9 s"], backlog: ["<= 7"] }),
    ),
  ).toEqual(["intake p50 1", "intake p95 2", "backlog max 7", "refusals max 0.005", "deadLetters max 0.02"]);
});
