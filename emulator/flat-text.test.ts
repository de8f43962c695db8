import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { flatText } from "./flat-text.ts";

test("a text stays the text it is", () => {
  for (const text of ["", "a", `${"ab".repeat(20)}${"cd".repeat(20)}`]) expect(flatText(text)).toBe(text);
});

test("a text that was put together lets go of the texts that its parts were cut out of", () => {
  const [texts, length] = [500, 100_000];
  const before = heapInUse();
  const kept = Array.from({ length: texts }, (_, n) => {
    const header = Buffer.alloc(length, `nonce ${n} `).toString("latin1");
    return flatText(`${header.slice(0, 20)} ${header.slice(50, 70)}`);
  });
  expect(heapInUse() - before).toBeLessThan((texts * length) / 10);
  expect(kept).toHaveLength(texts);
});

function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}
