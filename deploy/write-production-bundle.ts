/** `node --import tsx deploy/write-production-bundle.ts FOLDER`: the code and the package.json of the production image. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { productionBundle } from "./production-bundle.ts";

const folder = resolve(process.argv[2] ?? "dist-production");
// The command finds its version in the package.json one folder up.
const code = join(folder, "dist");
const { packages, files } = await productionBundle(code);
mkdirSync(code, { recursive: true });
for (const { path, contents } of files) writeFileSync(path, contents);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}
const { name, version, license, allowScripts } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const manifest = {
  ...{ name, version, license, private: true, type: "module" },
  dependencies: packages,
  allowScripts: Object.fromEntries(Object.entries(allowScripts).filter(([each]) => each in packages)),
};
writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
