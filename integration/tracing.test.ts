import { type Attributes, type Span, type SpanStatus, type Tracer, trace } from "@opentelemetry/api";
import { afterEach, expect, test } from "vitest";
import { inSpan } from "./tracing.ts";

interface Recorded {
  readonly name: string;
  readonly attributes: Attributes;
  status?: SpanStatus;
  ended: boolean;
}

/** As an SDK would register itself. */
function recording(): readonly Recorded[] {
  const spans: Recorded[] = [];
  const startSpan = (name: string, { attributes = {} } = {}): Span => {
    const recorded: Recorded = { name, attributes: { ...attributes }, ended: false };
    spans.push(recorded);
    const span: Pick<Span, "setAttribute" | "setStatus" | "end"> = {
      setAttribute: (key, value) => {
        recorded.attributes[key] = value;
        return span as Span;
      },
      setStatus: (status) => {
        recorded.status = status;
        return span as Span;
      },
      end: () => {
        recorded.ended = true;
      },
    };
    return span as Span;
  };
  const startActiveSpan = (name: string, options: object, work: (span: Span) => unknown) =>
    work(startSpan(name, options));
  trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan, startActiveSpan }) as unknown as Tracer });
  return spans;
}

afterEach(() => trace.disable());

test("without an SDK the work is done all the same", async () => {
  expect(await inSpan("attempt", {}, async () => 7)).toBe(7);
});

test("a span carries what it is given and ends with the work", async () => {
  const spans = recording();
  await inSpan("attempt", { "drydock.entry": 7 }, async (span) => {
    span.setAttribute("drydock.outcome", "delivered");
    expect(spans[0]?.ended).toBe(false);
  });
  expect(spans).toEqual([
    { name: "attempt", attributes: { "drydock.entry": 7, "drydock.outcome": "delivered" }, ended: true },
  ]);
});

test("an error is told by its name, since its message may hold somebody's data", async () => {
  const spans = recording();
  const failing = inSpan("attempt", {}, () => Promise.reject(new TypeError("zoe@example.com")));
  await expect(failing).rejects.toThrow("zoe@");
  expect(spans[0]).toMatchObject({ status: { message: "TypeError" }, ended: true });
  expect(JSON.stringify(spans)).not.toContain("zoe@");
});
