/** Which scripts are deployed, and under which ids. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { EmulatorError } from "../../emulator-error.ts";
import { scriptProblem } from "./script-check.ts";
import { createScriptFiles, type ScriptFiles } from "./script-files.ts";

export const restletSchema = z.strictObject({
  /** Such as customscript_orders. */
  script: z.string().regex(/^customscript\w+$/, "a script id begins with customscript"),
  /** Such as customdeploy_orders. */
  deploy: z.string().regex(/^customdeploy\w+$/, "a deployment id begins with customdeploy"),
  /** Internal ids; without them, numbers are given out in order. */
  scriptId: z.int().positive().optional(),
  deployId: z.int().positive().optional(),
  /** The script file; its folder stands for /SuiteScripts. */
  file: z.string(),
  status: z.enum(["released", "testing", "not-deployed"]).default("released"),
  /** Script parameters, such as custscript_limit, for Script.getParameter. */
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
});

export type RestletOptions = Readonly<z.output<typeof restletSchema>>;

export interface Deployment {
  readonly script: string;
  readonly deploy: string;
  readonly status: RestletOptions["status"];
  readonly parameters: RestletOptions["parameters"];
  readonly files: ScriptFiles;
}

export interface Deployments {
  /** By script ids or internal ids, as the query has them. */
  find(script: string | null, deploy: string | null): Deployment | undefined;
}

/** First script of the account; the second gets the next number. A deployment's number is counted within its script. */
const FIRST_SCRIPT_ID = 101;

/** Throws EmulatorError SCRIPT_UNUSABLE, which names file and line. */
export function createDeployments(orders: readonly RestletOptions[]): Deployments {
  const byIds = new Map<string, Deployment>();
  const scriptIds = new Map<string, number>();
  const deployCounts = new Map<string, number>();
  for (const { file, script, deploy, scriptId, deployId, ...rest } of orders) {
    const number = scriptId ?? scriptIds.get(script) ?? FIRST_SCRIPT_ID + scriptIds.size;
    scriptIds.set(script, number);
    const count = (deployCounts.get(script) ?? 0) + 1;
    deployCounts.set(script, count);
    const deployment = { script, deploy, ...rest, files: checkedFiles(resolve(file)) };
    for (const one of [script, String(number)])
      for (const other of [deploy, String(deployId ?? count)]) byIds.set(keyOf(one, other), deployment);
  }
  return {
    find: (script, deploy) => byIds.get(keyOf(script ?? "", deploy ?? "")),
  };
}

/** Script ids are lower case in NetSuite, whatever a caller writes (inferred). */
const keyOf = (script: string, deploy: string): string => `${script}/${deploy}`.toLowerCase();

function checkedFiles(file: string): ScriptFiles {
  if (!existsSync(file)) throw unusable(file, 1, "There is no such file.");
  const problem = scriptProblem(readFileSync(file, "utf8"));
  if (problem !== undefined) throw unusable(file, problem.line, problem.message);
  return createScriptFiles(file);
}

const unusable = (file: string, line: number, message: string): EmulatorError =>
  new EmulatorError("SCRIPT_UNUSABLE", `${file}:${line}: ${message}`);
