/**
 * Bundles what the package exports into few files: the command answers in half the time when Node need not find and
 * compile five hundred, and zod comes without the 64 languages that it loads otherwise.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build, type Loader, type Metafile, type Plugin } from "esbuild";

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const OUT = "dist";
const NODE = "node20";

/** Packages that every start loads and that load nothing of Node; the others stay packages, and most are loaded on demand. */
const TAKEN_IN = [
  "big.js",
  "d3-random",
  "graphql",
  "jsonata",
  "lossless-json",
  "pure-rand",
  "yaml",
  "zod",
] as const;

const READ_AT_RUN_TIME = ["emulator/records/catalogue", "emulator/services/restlet/thread"] as const;

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

const sourceOf = (target: string): string => target.replace(`./${OUT}/`, "").replace(/\.js$/, ".ts");

/** Started by name as threads of their own. */
const THREADS = [
  "integration/ledger/sqlite/thread/ledger-thread.ts",
  "loadtest/sweep/sweep-thread.ts",
  "scenarios/runner/scenario-thread.ts",
] as const;

const entries = [...Object.values(manifest.bin), ...Object.values(manifest.exports)]
  .filter((target) => target.endsWith(".js"))
  .map(sourceOf)
  .concat(THREADS);

const packages = Object.keys({
  ...manifest.devDependencies,
  ...manifest.dependencies,
  ...manifest.optionalDependencies,
  ...manifest.peerDependencies,
});

/** zod speaks English until it is told otherwise, and nobody here tells it. */
const englishOnly: Plugin = {
  name: "english-only",
  setup({ onLoad }) {
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: `export { default as en } from "./en.js";`,
      loader: "js" satisfies Loader,
    }));
  },
};

/** The same code as for Node, in modules; that of Node asks for its `process` and its `buffer` in a way that a bundle cannot have. */
const yamlInModules: Plugin = {
  name: "yaml-in-modules",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^yaml$/ }, ({ kind }) =>
      resolve("./node_modules/yaml/browser/dist/index.js", { resolveDir: process.cwd(), kind }),
    );
  },
};

/** A module that reads files beside it finds them from wherever its code was put: one folder below the package's `dist`. */
const ownAddress: Plugin = {
  name: "own-address",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const code = readFileSync(path, "utf8");
      if (!code.includes("import.meta.url")) return undefined;
      const compiled = relative(".", path).replace(/\.ts$/, ".js");
      const address = `new URL(${JSON.stringify(`../${compiled}`)}, import.meta.url).href`;
      return { contents: code.replaceAll("import.meta.url", address), loader: "ts" satisfies Loader };
    });
  },
};

const { metafile } = await build({
  entryPoints: entries,
  outbase: ".",
  outdir: OUT,
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: NODE,
  sourcemap: true,
  external: packages.filter((name) => !TAKEN_IN.some((taken) => taken === name)),
  mainFields: ["module", "main"],
  plugins: [englishOnly, yamlInModules, ownAddress],
  metafile: true,
  logLevel: "warning",
});
for (const folder of READ_AT_RUN_TIME) cpSync(folder, join(OUT, folder), { recursive: true });
writeFileSync(join(OUT, "third-party-licences.txt"), licencesOf(metafile));

/** Of every package that code was taken from, as their terms ask. */
function licencesOf({ inputs }: Metafile): string {
  const folders = Object.keys(inputs).flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
  return [...new Set(folders)].sort().map(licenceIn).join("\n\n");
}

function licenceIn(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence file. Leave it out of what is taken in.`);
  const name = folder.replace(/^.*node_modules\//, "");
  return `${name}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
