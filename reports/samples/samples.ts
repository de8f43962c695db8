/** Three reports of an invented shop: what every renderer is tested on and looked at with. */

import { reconcile } from "../accounting/accounting.ts";
import { accountingBlocks } from "../accounting/accounting-blocks.ts";
import type { Block, Point, Report, Section } from "../report.ts";
import { LONG_ADDRESS, UNKNOWN_SKU, ZERO_DOLLAR } from "./sample-scenarios.ts";

const MAPPING: Section = {
  id: "mapping",
  title: "Field mapping",
  lead: "The mapping is what the integration does. It was read and compared with the record types of the account before anything ran.",
  blocks: [
    {
      kind: "checks",
      checks: [
        { name: "The mapping can be read", verdict: "pass", durationMs: 41 },
        {
          name: "No internal id is hard-coded",
          verdict: "pass",
          detail: "Eleven dynamic lookups, four static values.",
        },
        { name: "Every text field says what happens when it overflows", verdict: "pass" },
      ],
    },
    {
      kind: "note",
      tone: "warning",
      text: "Field shipAddress.addr3 is mapped but no order of the last run filled it.",
    },
  ],
};

const PLAN: Section = {
  id: "concurrency-plan",
  title: "Concurrency plan",
  lead: "A Premium account with one SuiteCloud Plus licence has 25 slots. The sales peak of 1,800 orders an hour needs 19 of them.",
  blocks: [
    {
      kind: "bar-chart",
      title: "Slots needed at the peak, by number of SuiteCloud Plus licences",
      description:
        "The peak needs 19 slots. Without a licence there are 15, too few; with one licence 25; with two 35.",
      xLabel: "Slots",
      bars: [
        { label: "No licence", value: 15, display: "15 slots" },
        { label: "1 licence (this account)", value: 25, display: "25 slots", highlighted: true },
        { label: "2 licences", value: 35, display: "35 slots" },
        { label: "3 licences", value: 45, display: "45 slots" },
      ],
      limit: { label: "Needed at the peak: 19", value: 19 },
    },
    {
      kind: "heat-map",
      title: "Time to NetSuite on other plans",
      description: "Premium with one licence is the least that holds; Standard never does.",
      xLabel: "SuiteCloud Plus licences",
      yLabel: "tier",
      columns: ["0", "1", "2"],
      rows: [
        {
          label: "Standard",
          cells: [
            { value: 5_400, display: "90 min", holds: false },
            { value: 2_400, display: "40 min", holds: false },
            null,
          ],
        },
        {
          label: "Premium",
          cells: [
            { value: 1_500, display: "25 min", holds: false },
            { value: 120, display: "2 min", holds: true, chosen: true },
            { value: 6, display: "6 s", holds: true },
          ],
        },
      ],
    },
    {
      kind: "facts",
      facts: [
        { label: "Service tier", value: "Premium" },
        { label: "SuiteCloud Plus licences", value: "1" },
        { label: "Concurrency limit", value: "25" },
        { label: "Requests an order", value: "3.2" },
      ],
    },
    {
      kind: "checks",
      checks: [{ name: "Slots needed at the peak", verdict: "pass", expected: "at most 25", found: "19" }],
    },
  ],
};

const UAT: Section = {
  id: "uat",
  title: "User acceptance",
  lead: "Scenarios about what breaks. Each says why it matters, what was done, and what was found.",
  blocks: [ZERO_DOLLAR, UNKNOWN_SKU, LONG_ADDRESS].map((scenario): Block => ({ kind: "scenario", scenario })),
};

const LOAD: Section = {
  id: "peak-load",
  title: "Peak load",
  lead: "One hour of the sales peak, played at its real arrival rate. The account refused nothing, and the backlog was gone eleven minutes after the peak.",
  blocks: [
    {
      kind: "checks",
      checks: [
        { name: "Orders that were never sent by the generator", verdict: "pass", expected: "0", found: "0" },
        { name: "Requests refused by the account", verdict: "pass", expected: "at most 5", found: "0" },
        {
          name: "Drain time",
          verdict: "pass",
          expected: "at most 15 min",
          found: "11 min",
        },
      ],
    },
    {
      kind: "line-chart",
      title: "Slots in use during the peak",
      description:
        "Slots in use rise to 22 at minute 24 and stay below the concurrency limit of 25 throughout.",
      xLabel: "Minutes since the start",
      yLabel: "Slots",
      series: [
        {
          name: "Measured in the account",
          step: true,
          points: hour((m) => Math.round(swell(m, 24) * 21 + (m % 3 === 0 ? 1 : 0))),
        },
        { name: "Concurrency plan", points: hour((m) => swell(m, 26) * 19) },
      ],
      limit: { label: "Concurrency limit 25", y: 25 },
    },
    {
      kind: "line-chart",
      title: "Orders that arrived, were delivered, and waited",
      description:
        "Arrivals reach 46 a minute at minute 22; deliveries follow at up to 41 a minute; the backlog peaks at 62 orders and is empty at minute 52.",
      xLabel: "Minutes since the start",
      yLabel: "Orders",
      series: [
        { name: "Arrivals a minute", points: hour((m) => Math.round(swell(m, 22) * 46)) },
        { name: "Delivered a minute", points: hour((m) => Math.round(swell(m, 26) * 41)) },
        { name: "Backlog", points: hour((m) => (m > 52 ? 0 : Math.round(swell(m, 30) * 62))) },
      ],
    },
    {
      kind: "table",
      caption: "Time from arrival to NetSuite",
      columns: [
        { label: "Percentile" },
        { label: "Service time", align: "right" },
        { label: "Response time", align: "right" },
      ],
      rows: [
        ["50 %", "0.8 s", "1.1 s"],
        ["95 %", "1.9 s", "48 s"],
        ["99 %", "2.6 s", "74 s"],
      ],
    },
  ],
};

const BALANCED = reconcile({
  sent: keys(1800).map((key) => ({ key })),
  ledger: keys(1800).map((key, index) => ({
    key,
    state: index === 7 ? ("dead" as const) : ("delivered" as const),
  })),
  netsuite: keys(1800)
    .filter((_, index) => index !== 7)
    .map((key, index) => ({ key, internalId: String(90_000 + index) })),
});

/** A cutover gate that fails by one check: every kind of block, all three verdicts. */
export const FAILED_GATE: Report = {
  title: "Acme Store to NetSuite: cutover gate",
  subtitle: "Orders from Shopify into account 1234567_SB1, mapping of 20 November, seed 42",
  generatedAt: "2026-11-23T09:30:00Z",
  verdict: "fail",
  summary: [
    { label: "Scenarios passed", value: "2 of 3", hint: "all must pass", tone: "bad" },
    { label: "Peak rate delivered", value: "1,800 / h", hint: "needed: 1,800 / h", tone: "good" },
    { label: "Slots at the peak", value: "22", hint: "concurrency limit 25", tone: "good" },
    { label: "Orders lost", value: "0", hint: "of 1,800 accepted", tone: "good" },
    { label: "Drain time", value: "11 min", hint: "limit 15 min", tone: "good" },
    { label: "Dead letters", value: "1" },
  ],
  sections: [
    MAPPING,
    PLAN,
    UAT,
    LOAD,
    {
      id: "accounting",
      title: "Accounting",
      lead: "Three lists, read independently of each other, must tell the same story.",
      blocks: accountingBlocks(BALANCED),
    },
  ],
};

/** A small acceptance run in which everything holds. */
export const PASSED_UAT: Report = {
  title: "Acme Store: user acceptance of orders",
  subtitle: "Emulated account 1234567, seed 1",
  generatedAt: "2026-11-23T08:00:00Z",
  verdict: "pass",
  summary: [{ label: "Scenarios passed", value: "2 of 2", tone: "good" }],
  sections: [
    {
      ...UAT,
      blocks: [ZERO_DOLLAR, LONG_ADDRESS].map((scenario): Block => ({ kind: "scenario", scenario })),
    },
  ],
};

/** A gate that could not be carried out: nothing failed, and nothing is proven. */
export const UNTESTED_GATE: Report = {
  title: "Acme Store to NetSuite: cutover gate",
  subtitle: "Account 1234567_SB1 could not be reached",
  generatedAt: "2026-11-23T07:00:00Z",
  verdict: "not-run",
  summary: [],
  sections: [
    {
      id: "uat",
      title: "User acceptance",
      verdict: "not-run",
      blocks: [
        {
          kind: "note",
          tone: "problem",
          text: "The sign-in to the account was refused; see the Login Audit Trail.",
        },
      ],
    },
    {
      id: "settings",
      title: "Settings of the run",
      blocks: [{ kind: "facts", facts: [{ label: "Seed", value: "42" }] }],
    },
  ],
};

/** Every sample, for tests that hold for all reports. */
export const SAMPLES: readonly Report[] = [FAILED_GATE, PASSED_UAT, UNTESTED_GATE];

function hour(value: (minute: number) => number): readonly Point[] {
  return Array.from({ length: 61 }, (_, minute) => ({ x: minute, y: value(minute) }));
}

function swell(minute: number, peak: number): number {
  return Math.exp(-(((minute - peak) / 14) ** 2));
}

function keys(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `gid://shopify/Order/${5_501_230_000 + index}`);
}
