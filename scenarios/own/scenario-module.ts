/** A scenario in JavaScript or TypeScript: whatever a module exports that is one, or a list of them. */
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { didYouMean } from "../../integration/index.ts";
import type { Scenario } from "../scenario.ts";
import { ScenarioError } from "../scenario-error.ts";
import { offerPackage } from "./offer-package.ts";
import { ourWords } from "./our-words.ts";
import { labelsForm, scenarioId, scenarioProse } from "./scenario-words.ts";

const moduleScenario = z.looseObject({
  id: scenarioId,
  ...scenarioProse,
  labels: labelsForm,
  covers: z.array(z.int()).optional(),
  world: z.record(z.string(), z.unknown()).optional(),
  run: z.custom<Scenario["run"]>(
    (value) => typeof value === "function",
    "is no function; write `async run(world) { … }`",
  ),
});

/**
 * @param path absolute @param file as it is named in what is wrong with it
 * @throws ScenarioError `SCENARIO_INVALID` with file, export and fix
 */
export async function moduleScenarios(path: string, file: string): Promise<readonly Scenario[]> {
  const exported = Object.entries(await loaded(path, file)).filter(([, value]) => isMeant(value));
  if (exported.length === 0)
    throw invalid(
      `${file} exports no scenario. Export one: \`export const giftOrder = { id: "gift-order", … }\`.`,
    );
  const checked = exported.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each, at) =>
      checkedScenario(each, `${file}: ${name}${Array.isArray(value) ? `[${at}]` : ""}`),
    ),
  );
  const problems = checked.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) throw invalid(problems.join("\n"));
  return checked.flatMap(({ scenario }) => scenario ?? []);
}

const isMeant = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isMeant)
    : typeof value === "object" && value !== null && ("run" in value || "id" in value || "title" in value);

interface Checked {
  readonly scenario?: Scenario;
  readonly problem?: string;
}

function checkedScenario(value: unknown, where: string): Checked {
  const parsed = moduleScenario.safeParse(value, { error: ourWords });
  // As it was exported: a scenario may be an object with more in it than is known here.
  if (parsed.success) return { scenario: value as Scenario };
  return { problem: parsed.error.issues.map((issue) => `${where}${inWords(issue, value)}`).join("\n") };
}

function inWords(issue: z.core.$ZodIssue, exported: unknown): string {
  const place = issue.path.length === 0 ? "" : `.${issue.path.join(".")}`;
  if (issue.code === "unrecognized_keys") {
    return `${place} has no ${issue.keys.join(", ")}.${didYouMean(issue.keys[0], Object.keys(labelsForm.shape))}`;
  }
  if (issue.code === "invalid_value") {
    const known = issue.values.map(String);
    return `${place} must be one of ${known.join(", ")}.${didYouMean(valueAt(exported, issue.path), known)}`;
  }
  return `${place}: ${issue.message}.`;
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, step) => (at as Readonly<Record<PropertyKey, unknown>>)[step], value);

const TYPED = new Set([".ts", ".mts"]);

async function loaded(path: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  const isTyped = TYPED.has(extname(path));
  if (isTyped && !readsTypeScript()) await learnTypeScript(path);
  // Behind whatever reads TypeScript: what a hook registers later is asked first.
  offerPackage();
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    if (isTyped && isUnknownExtension(error)) throw cannotReadTypes(file, error);
    throw isTyped && isTakenForCommonJs(error) ? noModule(file, error) : cannotLoad(file, error);
  }
}

const readsTypeScript = (): boolean =>
  Boolean((process.features as { readonly typescript?: unknown }).typescript);

/** By the tsx of the project that the file belongs to, if it has one; whoever runs us may have brought another. */
async function learnTypeScript(path: string): Promise<void> {
  let tsx: string;
  try {
    // By its path: what is resolved for CommonJS cannot register anything.
    tsx = join(dirname(createRequire(path).resolve("tsx/package.json")), "dist/esm/api/index.mjs");
  } catch {
    return;
  }
  const { register } = (await import(pathToFileURL(tsx).href)) as { readonly register: () => unknown };
  register();
}

const isUnknownExtension = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_UNKNOWN_FILE_EXTENSION";

/** As tsx takes a .ts file of a package that does not say it is made of modules. */
const isTakenForCommonJs = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("require() ES Module");

const noModule = (file: string, cause: unknown): ScenarioError =>
  invalid(
    `${file}: it is taken for CommonJS. Name it ${file.replace(/\.ts$/, ".mts")}, or write "type": "module" in the package.json above it.`,
    cause,
  );

const cannotReadTypes = (file: string, cause: unknown): ScenarioError =>
  invalid(
    `${file}: Node ${process.versions.node} cannot load TypeScript by itself. Install tsx beside it (npm install --save-dev tsx), ` +
      "take Node 22.18 or later, or write the scenario as .mjs with `// @ts-check` in its first line.",
    cause,
  );

function cannotLoad(file: string, error: unknown): ScenarioError {
  const why = error instanceof Error ? error.message : String(error);
  const line = error instanceof Error ? lineIn(error, file) : "";
  return invalid(
    `${file}${line}: it cannot be loaded: ${why}. Correct it, and try it alone with \`node ${file}\`.`,
    error,
  );
}

/** A syntax error's stack begins with the place; another one's names it further down. */
function lineIn({ stack = "" }: Error, file: string): string {
  const name = file.split("/").at(-1) ?? file;
  const at = stack.indexOf(`${name}:`);
  const line = at < 0 ? undefined : /^:\d+/.exec(stack.slice(at + name.length))?.[0];
  return line ?? "";
}

const invalid = (message: string, cause?: unknown): ScenarioError =>
  new ScenarioError("SCENARIO_INVALID", message, cause === undefined ? undefined : { cause });
