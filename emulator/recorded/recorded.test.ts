import { expect, test } from "vitest";
import { acme, RECORDS } from "../testing/acme.ts";
import collectionFirstPage from "./collection-first-page.json" with { type: "json" };
import collectionMiddlePage from "./collection-middle-page.json" with { type: "json" };
import collectionSinglePage from "./collection-single-page.json" with { type: "json" };
import collectionTotalCapped from "./collection-total-capped.json" with { type: "json" };
import missingTransaction from "./error-400-get-nonexistent-transaction.json" with { type: "json" };
import missingEntity from "./error-404-get-nonexistent-entity.json" with { type: "json" };
import unknownType from "./error-404-unknown-record-type.json" with { type: "json" };
import recordGet from "./record-get.json" with { type: "json" };
import recordGetExpanded from "./record-get-expand-sub-resources.json" with { type: "json" };

/** Set by the connection, by compression or by the clock, not by the service. */
const CONNECTION_HEADERS = new Set(["connection", "content-encoding", "content-length", "date"]);
/** Different in every reply. */
const PER_REPLY = new Set(["x-n-operationid", "x-netsuite-jobid"]);

const comparable = (headers: object) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !CONNECTION_HEADERS.has(name))
      .map(([name, value]) => [name, PER_REPLY.has(name) ? String(value).replace(/[0-9a-f]/g, "0") : value]),
  );

const uuidShape = (headers: Record<string, unknown>) => {
  for (const name of PER_REPLY) expect(headers[name]).toMatch(/^0{8}-0{4}-0{4}-0{4}-0{12}$/);
};

test.each([
  // The emulator keeps other record types than the recorded account; the same question is asked of one it has.
  ["a missing transaction", missingTransaction, `${RECORDS}/salesOrder/999999`],
  ["a missing entity", missingEntity, `${RECORDS}/customer/999999`],
  ["an unknown record type", unknownType, unknownType.request.path],
])("%s is answered as recorded, body and headers", async (_name, recording, path) => {
  const { call } = acme();
  const answer = await call("GET", path);
  expect(answer.status).toBe(recording.response.status);
  expect(answer.json).toEqual(recording.response.body);
  const headers = comparable(answer.headers);
  uuidShape(headers);
  expect({ ...headers }).toEqual({ ...comparable(recording.response.headers) });
});

/** A JSON value with everything that differs between accounts taken out. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
};

const linkNames = (body: { links: readonly { rel: string }[] }) => body.links.map(({ rel }) => rel);

test.each([
  ["first", collectionFirstPage, 12, "?limit=5"],
  ["middle", collectionMiddlePage, 30, "?limit=5&offset=10"],
  ["only", collectionSinglePage, 4, "?limit=10"],
  ["capped", collectionTotalCapped, 12, "?limit=5"],
])(
  "the %s page of a collection has the recorded shape, links and headers",
  async (_name, recording, count, query) => {
    const { call, account } = acme();
    const present = account.records.list("location").length;
    for (let at = present; at < count; at += 1) account.records.create("location", { name: `Shop ${at}` });
    const answer = await call("GET", `${RECORDS}/location${query}`);
    expect(shapeOf(answer.json)).toEqual(shapeOf(recording.response.body));
    expect(linkNames(answer.json as never)).toEqual(linkNames(recording.response.body));
    expect(Object.keys(answer.json ?? {})).toEqual(Object.keys(recording.response.body));
    const headers = comparable(answer.headers);
    uuidShape(headers);
    expect(headers).toEqual(comparable(recording.response.headers));
  },
);

type Body = Readonly<Record<string, unknown>>;

/** Fields of a vendor that a customer of the emulator also has, each with the recorded shape. */
const SHARED = [
  "links",
  "addressBook",
  "companyName",
  "currency",
  "dateCreated",
  "entityId",
  "id",
  "isInactive",
];

test.each([
  ["plain", recordGet, ""],
  ["expanded", recordGetExpanded, "?expandSubResources=true"],
])("a record read %s has the recorded shape for every shared field", async (_name, recording, query) => {
  const { call, account } = acme();
  const id = account.records.find("customer", { externalId: "C-1" })?.id ?? "";
  const addressBookAddress = { addressee: "NAME", country: "FR", override: true, addrText: "NAME" };
  account.records.update("customer", id, {
    addressBook: { items: [{ addressBookAddress, defaultBilling: true, defaultShipping: true }] },
  });
  const { json, headers } = await call("GET", `${RECORDS}/customer/${id}${query}`);
  const recorded = recording.response.body as Body;
  for (const name of SHARED) expect([name, shapeOf(json?.[name])]).toEqual([name, shapeOf(recorded[name])]);
  expect(comparable(headers)).toEqual(comparable(recording.response.headers));
});
