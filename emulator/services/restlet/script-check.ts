/** What can be seen of a script file before it runs: its tags, its syntax, the modules it names. */
import { Script } from "node:vm";
import { ABSENT_MODULES } from "./absent-modules.ts";

export interface ScriptProblem {
  readonly line: number;
  readonly message: string;
}

/** The first thing that NetSuite, or this emulator, would refuse to deploy. */
export function scriptProblem(source: string): ScriptProblem | undefined {
  return tagProblem(source) ?? syntaxProblem(source) ?? moduleProblem(source);
}

const SCRIPT_TYPE = "Restlet";

function tagProblem(source: string): ScriptProblem | undefined {
  const version = tagOf(source, "NApiVersion");
  if (version === undefined)
    return {
      line: 1,
      message: "There is no @NApiVersion tag. Begin the file with /** @NApiVersion 2.1 … */.",
    };
  if (!/^2(?:\.[01x])?$/i.test(version.value))
    return {
      line: version.line,
      message: `@NApiVersion ${version.value} is not supported: write 2.0, 2.1 or 2.x.`,
    };
  const type = tagOf(source, "NScriptType");
  if (type === undefined)
    return { line: 1, message: `There is no @NScriptType tag. Write @NScriptType ${SCRIPT_TYPE}.` };
  if (type.value.toLowerCase() === SCRIPT_TYPE.toLowerCase()) return undefined;
  return {
    line: type.line,
    message: `@NScriptType is ${type.value}; only ${SCRIPT_TYPE} can be deployed here.`,
  };
}

function tagOf(source: string, name: string): { readonly value: string; readonly line: number } | undefined {
  const found = new RegExp(`@${name}[ \\t]+(\\S+)`).exec(source);
  return found === null ? undefined : { value: found[1] ?? "", line: lineAt(source, found.index) };
}

const lineAt = (source: string, index: number): number => source.slice(0, index).split("\n").length;

const FILE = "script-to-check.js";

/** Compiles without running. */
function syntaxProblem(source: string): ScriptProblem | undefined {
  try {
    new Script(source, { filename: FILE });
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, line = "1"] = new RegExp(`${FILE}:(\\d+)`).exec(error.stack ?? "") ?? [];
    return { line: Number(line), message: `SyntaxError: ${error.message}` };
  }
}

/** The N modules that scripts can use here. */
const MODULES: ReadonlySet<string> = new Set([
  "N/record",
  "N/search",
  "N/query",
  "N/log",
  "N/error",
  "N/runtime",
  "N/format",
  "N/util",
  "N/scriptTypes/restlet",
]);

function moduleProblem(source: string): ScriptProblem | undefined {
  const definition = /\bdefine\s*\(\s*(?:["'][^"']*["']\s*,\s*)?\[([^\]]*)\]/.exec(source);
  if (!/\bdefine\s*\(/.test(source))
    return {
      line: 1,
      message: "The file defines no module. Write define([…], (…) => ({ get, post, put, delete: … })).",
    };
  const named = [...(definition?.[1] ?? "").matchAll(/["'](N\/[\w/]+?)(?:\.js)?["']/g)];
  const unknown = named.find(([, name = ""]) => !MODULES.has(name) && !ABSENT_MODULES.includes(name));
  if (definition === null || unknown === undefined) return undefined;
  const at = definition.index + definition[0].indexOf(unknown[0]);
  return {
    line: lineAt(source, at),
    message: `Module does not exist: ${unknown[1]}.js (this emulator has ${[...MODULES].join(", ")}).`,
  };
}
