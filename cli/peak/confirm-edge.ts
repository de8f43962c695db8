/** Measures what the simulation found at the edge, and keeps what became of it. */
import { z } from "zod";
import type { Section, Verdict } from "../../reports/index.ts";
import type { Project } from "../config/project.ts";
import { verdict } from "../verdict.ts";
import { type Edge, edgePointOf } from "./edge.ts";

const point = z.strictObject({
  peakOrdersPerHour: z.number(),
  tier: z.string(),
  suiteCloudPlus: z.number().int().min(0),
});

export const confirmedEdgeSchema = z
  .strictObject({
    asked: z
      .enum(["peak", "plan"])
      .describe("peak: the highest volume that the plan holds. plan: the least plan that holds the volume."),
    simulated: point,
    tried: z.array(point.extend({ verdict })).describe("What was measured, the best first."),
    confirmed: point.nullable().describe("What measurement confirmed; null when nothing."),
  })
  .describe("What --find-peak or --find-plan found.");

export type ConfirmedEdge = z.output<typeof confirmedEdgeSchema>;

interface Measuring<Run> {
  readonly measure: (project: Project) => Promise<Run>;
  readonly say: (text: string) => void;
}

const NEXT = { peak: "a tenth less", plan: "the next plan" } as const;

/** One candidate after the other until one holds, or one proves nothing; the last one measured is the run. */
export async function confirmEdge<Run extends { readonly verdict: Verdict }>(
  { asked, simulated, candidates }: Edge,
  { measure, say }: Measuring<Run>,
): Promise<{ readonly run: Run; readonly edge: ConfirmedEdge }> {
  const tried: ConfirmedEdge["tried"] = [];
  let run: Run | undefined;
  for (const candidate of candidates) {
    if (run?.verdict === "fail") say(`Not confirmed by measurement; ${NEXT[asked]}.`);
    run = await measure(candidate);
    tried.push({ ...edgePointOf(candidate), verdict: run.verdict });
    if (run.verdict !== "fail") break;
  }
  if (run === undefined) throw new TypeError("an edge without anything to measure");
  const { verdict: of, ...last } = tried.at(-1) ?? { ...simulated, verdict: "not-run" as const };
  const confirmed = of === "pass" ? last : null;
  if (confirmed !== null) say(`Confirmed by measurement: ${inWords(confirmed)}.`);
  return { run, edge: { asked, simulated: { ...simulated }, tried, confirmed } };
}

const inWords = ({ peakOrdersPerHour, tier, suiteCloudPlus }: z.output<typeof point>): string =>
  `${peakOrdersPerHour.toLocaleString("en-US")} orders/h on ${tier} with ${suiteCloudPlus} licence(s)`;

const QUESTIONS = {
  peak: "The highest hourly volume that meets the thresholds",
  plan: "The least plan that meets the thresholds",
} as const satisfies Record<ConfirmedEdge["asked"], string>;

export function edgeSection({ asked, simulated, tried, confirmed }: ConfirmedEdge): Section {
  const found = confirmed === null ? "No measurement confirmed it." : `Measured: ${inWords(confirmed)}.`;
  return {
    id: "edge",
    title: "The edge",
    lead: `${QUESTIONS[asked]}. Simulated: ${inWords(simulated)}. ${found}`,
    blocks: [
      {
        kind: "table",
        caption: "What was measured to confirm it",
        columns: [
          { label: "orders/h", align: "right" },
          { label: "tier" },
          { label: "SuiteCloud Plus licences", align: "right" },
          { label: "meets the thresholds" },
        ],
        rows: tried.map((each) => [
          each.peakOrdersPerHour.toLocaleString("en-US"),
          each.tier,
          `${each.suiteCloudPlus}`,
          WORDS[each.verdict],
        ]),
      },
    ],
  };
}

const WORDS = { pass: "yes", fail: "no", "not-run": "proved nothing" } as const;
