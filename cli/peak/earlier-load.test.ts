import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { earlierLoad } from "./earlier-load.ts";
import { RESULTS } from "./load-results.contract.ts";

async function folderWith(isCutShort: boolean): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-earlier-"));
  const document = { schemaVersion: 1, generatedAt: "2026-11-27T00:00:00Z", isCutShort, ...RESULTS };
  await writeFile(join(folder, "loadtest.json"), JSON.stringify(document));
  return folder;
}

test("a run that came to its end is what the next one is compared with, whatever else it says", async () => {
  expect(await earlierLoad({ out: await folderWith(false) })).toMatchObject(RESULTS);
});

test("a run that was cut short is no measure: passed over in the folder, refused by name", async () => {
  const out = await folderWith(true);
  expect(await earlierLoad({ out })).toBeNull();
  const compare = join(out, "loadtest.json");
  await expect(earlierLoad({ out, compare })).rejects.toThrow(
    /was cut short, and no measure for another one/,
  );
});
