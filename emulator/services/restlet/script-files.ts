/** A script's files as they are on this machine, read again when they have changed. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { ScriptRefusal } from "./script-refusal.ts";

export interface ScriptFiles {
  /** Where the entry file stands in the file cabinet: /SuiteScripts/x.js. */
  readonly entryPath: string;
  /** The text of a file below the entry file's folder; throws a ScriptRefusal when there is none. */
  read(path: string): string;
}

const ROOT = "/SuiteScripts/";

/** The folder of the entry file stands for /SuiteScripts; nothing outside it can be read. */
export function createScriptFiles(file: string): ScriptFiles {
  const folder = realpathSync(dirname(file));
  const kept = new Map<string, { readonly version: string; readonly text: string }>();
  return {
    entryPath: `${ROOT}${basename(file)}`,
    read(path) {
      const found = path.startsWith(ROOT) ? insideOf(folder, path.slice(ROOT.length)) : undefined;
      if (found === undefined) throw missingModule(path);
      const { mtimeMs, size } = statSync(found);
      const version = `${mtimeMs}/${size}`;
      const known = kept.get(path);
      if (known?.version === version) return known.text;
      const text = readFileSync(found, "utf8");
      kept.set(path, { version, text });
      return text;
    },
  };
}

function insideOf(folder: string, path: string): string | undefined {
  try {
    const found = realpathSync(join(folder, path));
    return found.startsWith(folder + sep) && statSync(found).isFile() ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Code and form seen in a public log of a deployment, for a module of NetSuite's own. */
const missingModule = (path: string): ScriptRefusal =>
  new ScriptRefusal("MODULE_DOES_NOT_EXIST", `Module does not exist: ${path}`);
