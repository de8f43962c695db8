/** Writes the pages that are made from code: `npm run docs`. Tests hold them current. */
import { writeFileSync } from "node:fs";
import { publishedSchemas } from "../cli/published-schemas.ts";
import { fidelityPage } from "../emulator/fidelity/fidelity-page.ts";

for (const [name, schema] of Object.entries(publishedSchemas()))
  writeFileSync(`docs/${name}`, `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync("docs/fidelity.md", fidelityPage());
