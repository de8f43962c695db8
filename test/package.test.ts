/** The package as users get it: packed, unpacked elsewhere, imported by its public names, and its command run. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { beforeAll, expect, test } from "vitest";

const run = promisify(execFile);

let installed: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-package-"));
  await run("npm", ["pack", "--pack-destination", folder]);
  await run("sh", ["-c", "tar -xzf *.tgz"], { cwd: folder });
  installed = join(folder, "package");
  await symlink(join(process.cwd(), "node_modules"), join(installed, "node_modules"));
});

const inPackage = (args: readonly string[]) => run(process.execPath, [...args], { cwd: installed });

test.each([
  ["emulator", "createEmulator"],
  ["integration", "startIntegration"],
  ["scenarios", "runScenarios"],
  ["loadtest", "runPeakLoad"],
])("netsuite-drydock/%s can be imported and has %s", async (entry, name) => {
  const script = `const all = await import("netsuite-drydock/${entry}"); console.log(typeof all.${name})`;
  const { stdout } = await inPackage(["--input-type=module", "--eval", script]);
  expect(stdout.trim()).toBe("function");
});

test("nobody reaches past the front doors", async () => {
  const script = `await import("netsuite-drydock/integration/ledger/ledger.js")`;
  await expect(inPackage(["--input-type=module", "--eval", script])).rejects.toThrow(
    /ERR_PACKAGE_PATH_NOT_EXPORTED/,
  );
});

test("the command runs from the package, catalogue data included", async () => {
  const { stdout } = await inPackage(["dist/cli/main.js", "--version"]);
  expect(stdout.trim()).toBe(JSON.parse(await readFile("package.json", "utf8")).version);
  const planned = await inPackage([
    "dist/cli/main.js",
    "plan",
    "--config",
    "examples/acme-store/drydock.yaml",
  ]);
  expect(planned.stderr).toContain("The plan holds");
});

test("holds no test and no source", async () => {
  const { stdout } = await run(
    "sh",
    ["-c", "find . -name '*.test.*' -o -name '*.contract.*' -o -path ./node_modules -prune -false"],
    {
      cwd: installed,
    },
  );
  expect(stdout).toBe("");
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false });
  expect(messages).toEqual([]);
});
