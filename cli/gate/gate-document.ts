/** `gate.json`: the gate's result for machines, with a version of its own. */
import { z } from "zod";
import type { GateResult } from "./gate.ts";
import { STAGE_NAMES } from "./stage.ts";

const verdict = z.enum(["pass", "fail", "not-run"]);
const count = z.number().int().min(0);

export const gateDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Whether to cut over: whatever could not be proved is a `fail`. */
  verdict: z.enum(["pass", "fail"]),
  stages: z.array(z.strictObject({ name: z.enum(STAGE_NAMES), verdict, reasons: z.array(z.string()) })),
  accounting: z.strictObject({
    accepted: count,
    delivered: count,
    pending: count,
    dead: count,
    discarded: count,
    lost: count,
    duplicated: count,
  }),
  scenarios: z.array(z.strictObject({ id: z.string(), title: z.string(), verdict, durationMs: z.number() })),
  load: z.strictObject({
    webhooks: count,
    deliveredPerHour: z.number(),
    drainMs: z.number(),
    intakeP99Ms: z.number(),
    timeToNetSuiteP95Ms: z.number(),
    slotUtilisation: z.number(),
    concurrencyLimit: count,
    peakInFlight: count,
    calls: count,
    refused: count,
    timeScale: z.number(),
  }),
});

export type GateDocument = z.output<typeof gateDocumentSchema>;

export function gateDocument(gate: GateResult): GateDocument {
  const { accepted, delivered, pending, dead, discarded, lost, duplicated } = gate.accounting.accounting;
  const { peak, burst } = gate.load;
  return {
    schemaVersion: 1,
    verdict: gate.verdict === "pass" ? "pass" : "fail",
    stages: gate.stages.map(({ name, verdict: of, reasons }) => ({
      name,
      verdict: of,
      reasons: [...reasons],
    })),
    accounting: { accepted, delivered, pending, dead, discarded, lost, duplicated },
    scenarios: gate.uat.pages.map(({ id, title, verdict: of, durationMs }) => ({
      id,
      title,
      verdict: of,
      durationMs,
    })),
    load: {
      webhooks: peak.webhooks,
      deliveredPerHour: peak.deliveredPerHour,
      drainMs: peak.drainMs,
      intakeP99Ms: peak.intake.answers.get(200)?.p99Ms ?? 0,
      timeToNetSuiteP95Ms: peak.timeToNetSuite.p95Ms,
      slotUtilisation: peak.slots.utilisation,
      concurrencyLimit: burst.expectedLimit,
      peakInFlight: peak.slots.peakInUse,
      calls: peak.calls.total,
      refused: peak.calls.refused,
      timeScale: peak.timeScale,
    },
  };
}
