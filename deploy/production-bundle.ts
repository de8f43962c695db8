/** What production consists of: the service's code in few files, and the packages that it loads in the versions of package.json. */
import { readFileSync } from "node:fs";
import { type BuildResult, build } from "esbuild";

export interface ProductionBundle {
  /** Our own source files in it. */
  readonly sources: readonly string[];
  /** Package -> exact version. */
  readonly packages: Readonly<Record<string, string>>;
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[];
}

/** The command, and what it starts as a thread of its own, by its name. */
const ENTRIES = {
  drydock: "cli/production/main.ts",
  "ledger-thread": "integration/ledger/sqlite/thread/ledger-thread.ts",
} as const;

export async function productionBundle(outdir: string): Promise<ProductionBundle> {
  const result = await build({
    entryPoints: ENTRIES,
    outdir,
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    metafile: true,
    logLevel: "warning",
  });
  return {
    sources: Object.keys(result.metafile.inputs),
    packages: versionsOf(loadedBy(result.metafile)),
    files: result.outputFiles.map(({ path, contents }) => ({ path, contents })),
  };
}

function loadedBy({ outputs }: NonNullable<BuildResult["metafile"]>): readonly string[] {
  const imported = Object.values(outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external === true).map(({ path }) => path),
  );
  const names = imported.filter((path) => !path.startsWith("node:")).map(packageOf);
  return [...new Set(names)].toSorted();
}

const packageOf = (path: string): string =>
  path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");

function versionsOf(names: readonly string[]): Readonly<Record<string, string>> {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>;
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  const versions = { ...peerDependencies, ...optionalDependencies, ...dependencies };
  return Object.fromEntries(
    names.map((name) => {
      const version = versions[name];
      if (version === undefined)
        throw new Error(`${name} is loaded in production and is no dependency of package.json.`);
      return [name, version];
    }),
  );
}
