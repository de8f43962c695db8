/** The scenarios as tests of one's own suite: `npx vitest run --root examples/vitest`, `-t unknown-sku` for one of them. */
import { fileURLToPath } from "node:url";
import { scenarioTests } from "netsuite-drydock/scenarios/vitest";

await scenarioTests({
  config: fileURLToPath(new URL("../acme-store/drydock.yaml", import.meta.url)),
  tag: ["edge:items", "edge:text"],
});
