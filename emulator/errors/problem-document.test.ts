import { expect, test } from "vitest";
import { ERROR_CATALOGUE, type ErrorKey } from "./catalogue.ts";
import { type CatalogueEntry, confidenceOf } from "./catalogue-entry.ts";
import { problemDocument } from "./problem-document.ts";

const entries = Object.entries(ERROR_CATALOGUE) as [ErrorKey, CatalogueEntry][];

test.each(entries)("%s renders as a problem document with its own status, words and code", (key, entry) => {
  const marks = [...entry.text.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name ?? "", `<${name}>`]);
  const { status, body } = problemDocument({ key, values: Object.fromEntries(marks) });
  const document = JSON.parse(body) as Record<string, unknown>;
  expect(status).toBe(entry.status);
  expect(document).toMatchObject({
    type: expect.stringMatching(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+\.html#section-/),
    status: entry.status,
    "o:errorDetails": [{ "o:errorCode": entry.code, detail: expect.not.stringContaining("{") }],
  });
  expect(document["title"]).not.toBe("Error");
  expect(entry.source).not.toBe("");
});

test("details keep the recorded order: detail, path, parameter, url, code", () => {
  const { body } = problemDocument({ key: "content-invalid", path: "a", queryParameter: "b", url: "/c" });
  const [detail] = (JSON.parse(body) as { "o:errorDetails": object[] })["o:errorDetails"];
  expect(Object.keys(detail ?? {})).toEqual([
    "detail",
    "o:errorPath",
    "o:errorQueryParam",
    "o:errorUrl",
    "o:errorCode",
  ]);
});

test("values cannot bring in marks of their own", () => {
  const { detail } = problemDocument({
    key: "record-type-unknown",
    values: { recordType: "{recordType}$&" },
  });
  expect(detail).toBe("Record type '{recordType}$&' does not exist.");
});

test.each(entries)("%s claims no more for its status than its source", (_key, entry) => {
  const isInferred = /\b(?:status|code)\b[^;]*\binferred/.test(entry.source);
  if (isInferred) expect(confidenceOf(entry).status).toBe("inferred");
  expect(entry.source).not.toMatch(/several live replies|many times/);
});
