/** Builds a copy of the core, or a setting with a copy of a mapping, in which one fault is. The project's own files stay as they are. */
import { mkdirSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Setting } from "../../scenarios/index.ts";
import { type Fault, spoilt } from "./fault.ts";

/** Not part of any commit, and below it the packages are found. */
const FOLDER = "dist/faulty-cores";

/** The setting as it is, but for the fault. @throws Error when the fault does not fit the code any more */
export async function settingWith(fault: Fault, setting: Setting): Promise<Setting> {
  if (fault.file.endsWith(".yaml")) return withMapping(fault, setting);
  return { ...setting, coreModule: await faultyCore(fault) };
}

function withMapping(fault: Fault, setting: Setting): Setting {
  const flows = setting.flows.map((flow) => {
    const { file, text } = flow.mapping;
    return file === fault.file ? { ...flow, mapping: { file, text: spoilt(text, fault) } } : flow;
  });
  return { ...setting, flows };
}

/** The URL of its module. */
async function faultyCore(fault: Fault): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = resolve(FOLDER, `${fault.id}.mjs`);
  let isMade = false;
  const plant: Plugin = {
    name: "plant-the-fault",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (relative(".", path) !== fault.file) return undefined;
        isMade = true;
        return { contents: spoilt(readFileSync(path, "utf8"), fault), loader: "ts" };
      });
    },
  };
  await build({
    entryPoints: ["integration/index.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    plugins: [plant],
    logLevel: "silent",
  });
  if (!isMade) throw new Error(`The fault ${fault.id} is in ${fault.file}, which the core does not load.`);
  const { href } = pathToFileURL(outfile);
  // One that cannot be loaded would fail every scenario, and prove nothing.
  await import(href);
  return href;
}
