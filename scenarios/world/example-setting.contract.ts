/** The example shop as the setting of a world, for tests. */
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { Setting } from "./setting.ts";

const EXAMPLE = "examples/acme-store";
const KINDS = [
  "shopify-orders",
  "shopify-refunds",
  "netsuite-inventory",
  "netsuite-prices",
  "netsuite-fulfilments",
] as const;

export async function exampleSetting(): Promise<Setting> {
  const { masterData, rules } = parse(await readFile(`${EXAMPLE}/netsuite.yaml`, "utf8"));
  const flows = KINDS.map(async (kind) => {
    const file = `${EXAMPLE}/mappings/${kind}.yaml`;
    return { kind, mapping: { file, text: await readFile(file, "utf8") } };
  });
  return {
    folder: await mkdtemp(join(tmpdir(), "drydock-scenarios-")),
    masterData,
    rules,
    flows: await Promise.all(flows),
    shopDomain: "acme-store.example",
    knownSku: "ACME-MUG-RED",
  };
}
