/** Spans for whoever brings an OpenTelemetry SDK; without one nothing happens. They carry numbers and codes, never a person's data. */
import { type Attributes, type Span, SpanStatusCode, trace } from "@opentelemetry/api";

const TRACER = "netsuite-drydock";

/** Runs the work inside a span that ends with it, and says whether it threw. */
export function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return trace.getTracer(TRACER).startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      // The message may repeat an order's data: its name has to do.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : "error" });
      throw error;
    } finally {
      span.end();
    }
  });
}
