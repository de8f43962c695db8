import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createEmulator, LATENCY_PROFILES } from "../../emulator/index.ts";
import { latencyChoice, latencyOf } from "./latency-option.ts";

async function fileWith(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "drydock-latency-")), "sandbox.yaml");
  await writeFile(file, text);
  return file;
}

test.each([
  ["typical", "typical"],
  ["500", { fixedMs: 500 }],
  ["2.5ms", { fixedMs: 2.5 }],
])("--latency %s is a setting that an account takes", async (text, setting) => {
  const latency = await latencyOf(latencyChoice(text));
  expect(latency).toEqual(setting);
  const { accounts } = createEmulator({ accounts: [{ accountId: "1234567", latency }] });
  expect(accounts[0]?.latency).toEqual(setting);
});

test("a file holds a profile as it was measured", async () => {
  const measured = { ...LATENCY_PROFILES.lean, getSeconds: 0.2, source: "our sandbox, in March" };
  expect(await latencyOf(latencyChoice(await fileWith(JSON.stringify(measured))))).toEqual(measured);
});

test.each([
  ["getSeconds: 1", /sandbox\.yaml.*querySeconds/s],
  ["fast", /sandbox\.yaml.*write none, lean, typical, heavy, \{ fixedMs \}, or a whole profile/s],
])("a file with %s is refused with its name and what to write", async (text, message) => {
  await expect(latencyOf(latencyChoice(await fileWith(text)))).rejects.toThrow(message);
});

test("a file that is missing is named", async () => {
  await expect(latencyOf(latencyChoice("nowhere.yaml"))).rejects.toThrow(/the latency profile nowhere\.yaml/);
});

test.each(["fast", "-1", ""])("%j is none of these", (text) => {
  expect(() => latencyChoice(text)).toThrow(
    /none, lean, typical, heavy, milliseconds such as 500, or a file/,
  );
});
