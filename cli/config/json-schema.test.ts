import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { configJsonSchema } from "./json-schema.ts";

test("docs/drydock.schema.json is the schema that the configuration is checked against", async () => {
  expect(JSON.parse(await readFile("docs/drydock.schema.json", "utf8"))).toEqual(configJsonSchema());
});
