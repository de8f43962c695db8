/** The walls of the house: who may import whom, what production may load, and the diagram that shows it. */
import { readFileSync } from "node:fs";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { beforeAll, expect, test } from "vitest";

/** Which areas each area may import. integration/ ships to production, so its list stays empty. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  integration: [],
  emulator: [],
  reports: [],
  scenarios: ["emulator", "integration", "reports"],
  loadtest: ["emulator", "integration", "reports"],
  cli: ["emulator", "integration", "loadtest", "reports", "scenarios"],
};

/** The npm packages that production may load. */
const PRODUCTION_PACKAGES = [
  "@opentelemetry/api",
  "better-sqlite3",
  "big.js",
  "express",
  "jose",
  "jsonata",
  "lossless-json",
  "oauth-1.0a",
  "pg",
  "prom-client",
  "raw-body",
  "undici",
  "yaml",
  "zod",
];

interface Import {
  readonly from: string;
  readonly to: string;
}

const areas = Object.keys(MAY_IMPORT);
const areaOf = (path: string): string => path.split("/")[0] ?? "";
const packageOf = (path: string): string | undefined =>
  /.*node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
const isTest = (path: string): boolean => /\.(test|contract)\.ts$/.test(path);
const crossesAreas = ({ from, to }: Import): boolean =>
  areas.includes(areaOf(to)) && areaOf(from) !== areaOf(to);

let modules: ICruiseResult["modules"] = [];
let imports: readonly Import[] = [];

beforeAll(async () => {
  const { output } = await cruise(areas, {
    tsPreCompilationDeps: true, // sees `import type`
    doNotFollow: { path: "node_modules" },
  });
  if (typeof output === "string") throw new TypeError("expected a cruise result, got text");
  modules = output.modules.filter(({ source }) => areas.includes(areaOf(source)));
  imports = modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
  );
});

// With a compiler it cannot load, dependency-cruiser finds no violation in no module.
test("the cruiser reads every area", () => {
  expect(areas.filter((area) => !modules.some(({ source }) => areaOf(source) === area))).toEqual([]);
  expect(imports.filter(crossesAreas).length).toBeGreaterThan(areas.length);
});

test.each(areas)("%s imports only the areas it may", (area) => {
  const strays = imports
    .filter(crossesAreas)
    .filter(({ from, to }) => areaOf(from) === area && !MAY_IMPORT[area]?.includes(areaOf(to)));
  expect(strays).toEqual([]);
});

test("areas enter each other through index.ts only", () => {
  expect(imports.filter(crossesAreas).filter(({ to }) => !/^\w+\/index\.ts$/.test(to))).toEqual([]);
});

test("nothing imports in a circle", () => {
  const circular = modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter((dependency) => dependency.circular)
      .map(({ resolved }) => `${source} -> ${resolved}`),
  );
  expect(circular).toEqual([]);
});

test("production loads only its own npm packages", () => {
  const loaded = imports
    .filter(({ from }) => areaOf(from) === "integration" && !isTest(from))
    .map(({ to }) => packageOf(to))
    .filter((name) => name !== undefined && name !== "node");
  expect(
    [...new Set(loaded)].filter((name) => name !== undefined && !PRODUCTION_PACKAGES.includes(name)),
  ).toEqual([]);
  expect(loaded).toContain("undici");
});

test("the diagram in docs/architecture.md shows exactly the imports that are allowed", () => {
  const drawn = [...readFileSync("docs/architecture.md", "utf8").matchAll(/^\s+(\w+) --> (\w+)$/gm)].map(
    ([, from, to]) => `${from} --> ${to}`,
  );
  const allowed = areas.flatMap((from) => (MAY_IMPORT[from] ?? []).map((to) => `${from} --> ${to}`));
  expect(drawn.toSorted()).toEqual(allowed.toSorted());
});
