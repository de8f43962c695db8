import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadProject } from "./project.ts";
import { loadServiceProject } from "./service-project.ts";

const EXAMPLE = "examples/acme-store/drydock.yaml";

const ITS_PART = `
shop: { domain: acme-store.example }
netsuite: { account: "1234567", tier: premium }
flows:
  - { kind: shopify-orders, mapping: ${process.cwd()}/examples/acme-store/mappings/shopify-orders.yaml }
`;

async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-service-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "drydock.yaml");
  await writeFile(file, text);
  return file;
}

test("the service starts from its own part alone: no plan, no orders to test with, no data for the emulator", async () => {
  const { config, flows } = await loadServiceProject(await fileOf(ITS_PART));
  expect(config.netsuite).toMatchObject({ tier: "premium", suiteCloudPlus: 0, reservedSlots: 0 });
  expect(flows[0]?.mapping.text).toContain("salesOrder");
});

test("of a whole configuration the service and the gate read the same", async () => {
  const [service, whole] = [await loadServiceProject(EXAMPLE), await loadProject(EXAMPLE)];
  expect(whole).toMatchObject({ flows: service.flows, ledger: service.ledger });
  expect(whole.config.serve).toEqual(service.config.serve);
  expect(whole.config.netsuite).toMatchObject(service.config.netsuite);
});

test.each([
  ["tier: premium", "tier: premium, reservdSlots: 3", /:3:\d+: netsuite has no setting "reservdSlots"/],
  ["tier: premium", "tier: premium, reservedSlots: 15", /limit of 15 no slot is left/],
  ["flows:", "tresholds: {}\nflows:", /:4:\d+: the file has no setting "tresholds"/],
])("a mistake in what it reads is told with its place: %s -> %s", async (right, wrong, said) => {
  await expect(loadServiceProject(await fileOf(ITS_PART.replace(right, wrong)))).rejects.toThrow(said);
});
