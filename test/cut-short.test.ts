/** A gate that is told to stop ends at once, says that it proved nothing, and leaves nothing behind. */
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { start } from "./processes.ts";

test.each(["SIGTERM", "SIGINT"] as const)("%s in the middle of the scenarios", async (signal) => {
  const temporary = await mkdtemp(join(tmpdir(), "drydock-cut-"));
  const out = join(temporary, "results");
  const gate = start(["gate", "--config", "examples/acme-store/drydock.yaml", "--out", out], {
    TMPDIR: temporary,
  });
  await gate.line(({ text }) => String(text).includes("A perfect order"));
  expect(await gate.end(signal)).toEqual({ code: 2, signal: null });
  const left = (await readdir(temporary)).filter((name) => !name.startsWith("tsx-"));
  expect(left).toEqual(["results"]);
  expect(await readdir(out)).toEqual([]);
});
