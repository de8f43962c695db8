/** `drydock dlq edit`: a person corrects an order, in a file, on stdin or in an editor; the received bytes stay. */
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import type { DeadLetterDesk } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import type { Surroundings } from "../surroundings.ts";
import { UsageError } from "../usage-error.ts";
import { aboutEntry, type DecisionOptions, decide, withReason } from "./dlq-decide.ts";
import { countFrom } from "./ledger-options.ts";

interface EditOptions extends DecisionOptions {
  readonly file?: string;
}

const EXAMPLES = `
Examples:
  drydock dlq edit 17 --by anna --reason "zip corrected"                      in $EDITOR
  drydock dlq edit 17 --file corrected.json --by anna --reason "zip corrected"
  jq '.zip = "12345"' order.json | drydock dlq edit 17 --file - --by anna --reason "zip corrected"

The edit must be the same order, readable as JSON. It is kept beside the order as received; re-run the entry to send it.`;

export function editCommand(context: CommandContext): Command {
  return withReason(aboutEntry("edit"))
    .description("correct an order that waits for a human; the order as received stays on record")
    .option("--file <file>", "the corrected order; - for stdin; without it $EDITOR is opened")
    .addHelpText("after", EXAMPLES)
    .action(async (entry: string, options: EditOptions) => {
      const id = countFrom(entry);
      const { by, reason, file } = options;
      const act = async (desk: DeadLetterDesk) => {
        const bytes =
          file === undefined
            ? await fromEditor(context.surroundings, await currentText(desk, id), id)
            : await fromFile(context.surroundings, file);
        return desk.edit({ id, by, reason, bytes });
      };
      await decide(context, options, { done: "edited; re-run it to send it", act });
    });
}

async function fromFile({ stdin }: Surroundings, file: string): Promise<Uint8Array> {
  if (file !== "-") return readFile(file).catch((cause: unknown) => Promise.reject(unreadable(file, cause)));
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin ?? []) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

function unreadable(file: string, cause: unknown): UsageError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UsageError(`Cannot read the corrected order ${file}: ${why}. Check the path.`, { cause });
}

async function currentText(desk: DeadLetterDesk, id: number): Promise<string> {
  const letter = await desk.show(id, { unmasked: true });
  return letter?.edited ?? letter?.raw ?? "";
}

/** The file is readable by its owner only, and goes with the process. */
async function fromEditor(surroundings: Surroundings, text: string, id: number): Promise<Uint8Array> {
  const editor = surroundings.env["VISUAL"] ?? surroundings.env["EDITOR"];
  if (editor === undefined || editor.trim() === "")
    throw new UsageError("No $EDITOR is set. Set it, or give the corrected order with --file.");
  const file = join(surroundings.scratchFolder(), `entry-${id}.json`);
  await writeFile(file, text, { mode: 0o600 });
  // As git does it: the variable may hold options.
  const child = spawn("sh", ["-c", `${editor} "$1"`, "drydock", file], { stdio: "inherit" });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new UsageError(`${editor} ended with ${code}: nothing was changed.`);
  const edited = await readFile(file);
  if (edited.equals(Buffer.from(text))) throw new UsageError("Nothing was edited: nothing was changed.");
  return new Uint8Array(edited);
}
