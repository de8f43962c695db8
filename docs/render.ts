/** Writes the pages that are made from code: `npm run docs`. Tests hold them current. */
import { writeFileSync } from "node:fs";
import { configJsonSchema } from "../cli/config/json-schema.ts";
import { fidelityPage } from "../emulator/fidelity/fidelity-page.ts";

writeFileSync("docs/drydock.schema.json", `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
writeFileSync("docs/fidelity.md", fidelityPage());
