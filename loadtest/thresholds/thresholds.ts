/** `thresholds:` of a configuration: for each metric one bound or several, all of which must hold. */
import { z } from "zod";
import { METRIC_NAMES, METRICS, type MetricName } from "./metrics.ts";
import { type Threshold, thresholdIn } from "./threshold.ts";

const boundOn = (metric: MetricName) =>
  z.string().superRefine((text, context) => {
    const read = thresholdIn(metric, text);
    if (typeof read === "string") context.addIssue({ code: "custom", message: read });
  });

const boundsOn = (metric: MetricName) => {
  const bound = boundOn(metric);
  return z.preprocess((given) => (typeof given === "string" ? [given] : given), z.array(bound).min(1));
};

type Bounds = ReturnType<typeof boundsOn>;

export const thresholdsSchema = z.strictObject(
  Object.fromEntries(
    METRIC_NAMES.map((metric) => [
      metric,
      boundsOn(metric).exactOptional().describe(`${METRICS[metric].about}.`),
    ]),
  ) as Record<MetricName, z.ZodExactOptional<Bounds>>,
);

export type ThresholdTexts = z.output<typeof thresholdsSchema>;

/** What holds for a metric that nobody set a threshold on. */
const DEFAULTS: ThresholdTexts = {
  // Shopify waits 5 s in all, 1 s of it to connect.
  intake: ["p99 <= 1 s"],
  refusals: ["<= 0.5 %"],
  deadLetters: ["<= 2 %"],
};

/** Those that are written, and for the other metrics the defaults; `wishes` are defaults that the plan gives. */
export function thresholdsOf(written: ThresholdTexts, wishes: ThresholdTexts = {}): readonly Threshold[] {
  const texts = { ...DEFAULTS, ...wishes, ...written };
  return METRIC_NAMES.flatMap((metric) => (texts[metric] ?? []).map((text) => read(metric, text)));
}

function read(metric: MetricName, text: string): Threshold {
  const threshold = thresholdIn(metric, text);
  if (typeof threshold === "string") throw new TypeError(threshold);
  return threshold;
}
