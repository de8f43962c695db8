import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { publishedSchemas } from "./published-schemas.ts";

test.each(Object.entries(publishedSchemas()))(
  "docs/%s is the schema that is really used",
  async (name, schema) => {
    expect(JSON.parse(await readFile(`docs/${name}`, "utf8"))).toEqual(schema);
  },
);
