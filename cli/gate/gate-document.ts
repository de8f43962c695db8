/** `gate.json`: the gate's result for machines, with a version of its own. */
import { z } from "zod";
import {
  accountingFigures,
  accountingFiguresSchema,
  loadFigures,
  loadFiguresSchema,
} from "../peak/load-document.ts";
import { verdict } from "../verdict.ts";
import type { GateResult } from "./gate.ts";
import { STAGE_NAMES } from "./stage.ts";

export const gateDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Whether to cut over: whatever could not be proved is a `fail`. */
  verdict: z.enum(["pass", "fail"]),
  stages: z.array(z.strictObject({ name: z.enum(STAGE_NAMES), verdict, reasons: z.array(z.string()) })),
  accounting: accountingFiguresSchema,
  scenarios: z.array(z.strictObject({ id: z.string(), title: z.string(), verdict, durationMs: z.number() })),
  load: loadFiguresSchema,
});

export type GateDocument = z.output<typeof gateDocumentSchema>;

export function gateDocument(gate: GateResult): GateDocument {
  return {
    schemaVersion: 1,
    verdict: gate.verdict === "pass" ? "pass" : "fail",
    stages: gate.stages.map(({ name, verdict: of, reasons }) => ({
      name,
      verdict: of,
      reasons: [...reasons],
    })),
    accounting: accountingFigures(gate.accounting.accounting),
    scenarios: gate.uat.pages.map(({ id, title, verdict: of, durationMs }) => ({
      id,
      title,
      verdict: of,
      durationMs,
    })),
    load: loadFigures(gate.load.peak, gate.load.burst),
  };
}
