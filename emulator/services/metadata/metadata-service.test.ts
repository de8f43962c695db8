import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv } from "ajv";
import draft6 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { BASE_CATALOGUE } from "../../records/catalogue.ts";
import { type Acme, acme, anOrder, ORIGIN, RECORDS } from "../../testing/acme.ts";

const CATALOG = `${RECORDS}/metadata-catalog`;
const as = (type: string) => ({ headers: { accept: `application/${type}+json` } });

type Json = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, Json>>;

const ACCOUNT = {
  catalogue: {
    custom: { custbody_berth: { type: "integer", label: "Berth" } },
    customRecords: { customrecord_pier: { fields: { custrecord_depth: { type: "decimal" } } } },
  },
} as const;

const schemaOf = async ({ call }: Acme, type: string): Promise<Json> =>
  (await call("GET", `${CATALOG}/${type}`, as("schema"))).json ?? {};

test("the catalog lists every record type that REST shows, with where each is described", async () => {
  const { json, headers } = await acme(ACCOUNT).call("GET", CATALOG);
  const items = json?.["items"] as { name: string; links: object[] }[];
  expect(headers["content-type"]).toContain("type=collection");
  const exposed = BASE_CATALOGUE.all().filter((type) => type.exposed);
  expect(items.map(({ name }) => name)).toEqual([
    ...exposed.map(({ recordType }) => recordType),
    "customrecord_pier",
  ]);
  const href = `${ORIGIN}${CATALOG}/salesOrder`;
  expect(items.find(({ name }) => name === "salesOrder")?.links).toEqual([
    { rel: "canonical", href, mediaType: "application/json" },
    { rel: "alternate", href, mediaType: "application/swagger+json" },
    { rel: "alternate", href, mediaType: "application/schema+json" },
    { rel: "describes", href: `${ORIGIN}${RECORDS}/salesOrder` },
  ]);
});

test("select lists the types asked for, whatever their case, and the path one", async () => {
  const { call } = acme();
  const { json } = await call("GET", `${CATALOG}?select=customer,SALESORDER`);
  expect(((json?.["items"] ?? []) as { name: string }[]).map(({ name }) => name)).toEqual([
    "customer",
    "salesOrder",
  ]);
  expect((await call("GET", `${CATALOG}/customer`)).json).toMatchObject({ name: "customer" });
});

test.each([`${CATALOG}?select=customer,ghost`, `${CATALOG}/ghost`])(
  "%s names no record type",
  async (path) => {
    expect(await acme().call("GET", path)).toMatchObject({
      status: 404,
      error: { detail: "Record type 'ghost' does not exist.", "o:errorCode": "NONEXISTENT_ID" },
    });
  },
);

test("the catalog is only read", async () => {
  expect((await acme().call("POST", CATALOG, { body: {} })).status).toBe(405);
});

test("a JSON Schema tells types, lengths, custom fields and what can be searched by", async () => {
  const schema = await schemaOf(acme(ACCOUNT), "salesOrder");
  expect(schema["$schema"]).toBe("https://json-schema.org/draft-06/hyper-schema#");
  const properties = schema["properties"] as Properties;
  expect(properties["tranId"]).toMatchObject({
    type: "string",
    maxLength: 45,
    nullable: true,
    "x-ns-custom-field": false,
    "x-ns-filterable": true,
  });
  expect(properties["custbody_berth"]).toMatchObject({
    title: "Berth",
    type: "integer",
    "x-ns-custom-field": true,
  });
  expect(properties["billingAddress"]).toMatchObject({ type: "object", "x-ns-filterable": false });
  expect(Object.keys(properties)).toEqual(
    Object.keys(properties).toSorted((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1)),
  );
});

function validatorOf(schema: Json) {
  const ajv = new Ajv({ strict: false, allErrors: true, code: { optimize: false } });
  formats.default(ajv);
  ajv.addFormat("double", true).addFormat("int64", true);
  const { $schema: _older, ...rules } = draft6;
  ajv.addMetaSchema({ ...rules, $id: "https://json-schema.org/draft-06/hyper-schema" });
  return { ajv, validate: ajv.compile(schema) };
}

test.each(
  BASE_CATALOGUE.all()
    .filter((type) => type.exposed)
    .map(({ recordType }) => recordType),
)("the JSON Schema of %s compiles", async (recordType) => {
  expect(validatorOf(await schemaOf(acme(), recordType)).validate).toBeTypeOf("function");
});

/** Every property that a record shows stands in its schema, and so on inside. */
function undescribed(value: unknown, schema: Json, root: Json, path = ""): readonly string[] {
  if (Array.isArray(value))
    return value.flatMap((item) => undescribed(item, (schema["items"] ?? {}) as Json, root, `${path}[]`));
  if (typeof value !== "object" || value === null) return [];
  const reference = schema["$ref"];
  const definitions = root["definitions"] as Properties;
  const own =
    typeof reference === "string" ? (definitions[reference.replace("#/definitions/", "")] ?? {}) : schema;
  const properties = (own["properties"] ?? {}) as Properties;
  return Object.entries(value).flatMap(([name, inner]) =>
    properties[name] === undefined
      ? [`${path}.${name}`]
      : undescribed(inner, properties[name], root, `${path}.${name}`),
  );
}

test.each([
  "salesOrder",
  "customer",
  "inventoryItem",
  "location",
  "currency",
  "subsidiary",
  "nonInventorySaleItem",
  "discountItem",
  "customrecord_pier",
])("what GET answers of a %s is what its schema describes, whole or not", async (recordType) => {
  const world = acme(ACCOUNT);
  const { records } = world.account;
  const customer = records.find("customer", { externalId: "C-1" })?.id ?? "";
  const address = { addr1: "1 Quay", city: "Port", country: "US", state: "CA", zip: "90210" };
  records.update("customer", customer, {
    addressBook: { items: [{ addressBookAddress: address, defaultShipping: true }] },
  });
  records.create(
    "salesOrder",
    anOrder({ externalId: "E-1", memo: "m", custbody_berth: 7, shippingAddress: address }),
  );
  records.create("customrecord_pier", { name: "P", custrecord_depth: 2.5 });
  const [row] = records.list(recordType);
  const schema = await schemaOf(world, recordType);
  const { ajv, validate } = validatorOf(schema);
  for (const query of ["", "?expandSubResources=true"]) {
    const { json } = await world.call("GET", `${RECORDS}/${recordType}/${row?.id}${query}`);
    expect(validate(json), ajv.errorsText(validate.errors)).toBe(true);
    expect(undescribed(json, schema, schema)).toEqual([]);
  }
});

test("a record that is not as its schema says is noticed", async () => {
  const { validate } = validatorOf(await schemaOf(acme(), "salesOrder"));
  expect(validate({ memo: 7 })).toBe(false);
  expect(validate({ tranDate: "tomorrow" })).toBe(false);
});

test("the OpenAPI document of all record types is valid, custom records and fields included", async () => {
  const { json, headers } = await acme(ACCOUNT).call("GET", CATALOG, as("swagger"));
  expect(headers["content-type"]).toBe("application/swagger+json");
  const result = await new Validator().validate(JSON.parse(JSON.stringify(json)) as Record<string, unknown>);
  expect(result).toMatchObject({ valid: true });
  const { paths, components, openapi, servers } = json as {
    paths: Json;
    components: { schemas: Properties };
    openapi: string;
    servers: object;
  };
  expect(openapi).toMatch(/^3\.0\./);
  expect(servers).toEqual([{ url: `${ORIGIN}${RECORDS}` }]);
  expect(paths).toHaveProperty(["/customrecord_pier/{id}", "put"]);
  expect(components.schemas["nsError"]).toBeDefined();
  const order = components.schemas["salesOrder"] as { properties: Properties };
  expect(order.properties["custbody_berth"]).toMatchObject({ type: "integer" });
});

test("an OpenAPI document has the paths that can be called, and no others", async () => {
  const { json } = await acme().call("GET", `${CATALOG}?select=salesOrder,itemFulfillment`, as("swagger"));
  const paths = json?.["paths"] as Readonly<Record<string, Json>>;
  expect(Object.keys(paths["/salesOrder"] ?? {})).toEqual(["get", "post", "patch", "put", "delete"]);
  expect(Object.keys(paths["/salesOrder/{id}"] ?? {})).toEqual(["get", "patch", "put", "delete"]);
  expect(paths).toHaveProperty(["/salesOrder/{id}/item", "get"]);
  expect(paths).toHaveProperty(["/salesOrder/{id}/!transform/itemFulfillment", "post"]);
  // A fulfilment only comes out of an order.
  expect(Object.keys(paths["/itemFulfillment"] ?? {})).not.toContain("post");
  expect(Object.keys(paths).some((path) => path.startsWith("/customer"))).toBe(false);
});

test("any other Accept is ignored", async () => {
  const { call } = acme();
  for (const accept of ["application/json", "*/*", "text/html", "application/xml"])
    expect((await call("GET", `${RECORDS}/location`, { headers: { accept } })).headers["content-type"]).toBe(
      "application/vnd.oracle.resource+json; type=collection; charset=UTF-8",
    );
});
