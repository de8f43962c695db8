import { expect, test } from "vitest";
import { type ValueForm, writeValue } from "./write-value.ts";

test.each<[ValueForm["kind"], unknown, unknown]>([
  ["text", " a\r\nb ", "a b"],
  ["text", 42, "42"],
  ["money", "12.50", 12.5],
  ["money", "16.486", 16.486],
  ["money", 409.94, 409.94],
  ["decimal", "-0.00", 0],
  ["integer", "7.0", 7],
  ["date", "2026-11-20T23:59:00-05:00", "2026-11-20"],
  ["date", "2028-02-29", "2028-02-29"],
  ["boolean", "false", false],
  ["enum", { id: "B" }, { id: "B" }],
  ["enum", "US", "US"],
])("%s from %j is written as %j", (kind, value, written) => {
  expect(writeValue(value, { kind })).toEqual({ ok: true, value: written });
});

test.each<[ValueForm["kind"], unknown]>([
  ["text", ["a"]],
  ["text", { a: 1 }],
  ["money", "12,50"],
  ["money", "0.12345678901234567890"],
  ["integer", "7.5"],
  ["date", "2026-02-30"],
  ["date", "20/11/2026"],
  ["date", 1_790_000_000],
  ["boolean", "yes"],
])("%s from %j is refused with a reason", (kind, value) => {
  const written = writeValue(value, { kind });
  expect(written.ok).toBe(false);
});

test.each([undefined, null, ""])("%j means that there is no value", (value) => {
  expect(writeValue(value, { kind: "money" })).toEqual({ ok: true, value: undefined });
});

test("money is rounded only where the mapping says so", () => {
  expect(writeValue("16.485", { kind: "money", decimals: 2 })).toEqual({ ok: true, value: 16.49 });
});

test("characters that no record can hold are taken out and said aloud; emoji and CJK stay", () => {
  expect(writeValue("東京 🎁 \u0007\ud83d", { kind: "text" })).toEqual({
    ok: true,
    value: "東京 🎁",
    warning: expect.stringContaining("taken out"),
  });
});
