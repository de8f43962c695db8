/** Reads `--latency`: a profile's name, one wait for every request, or a file with a profile of one's own. */
import { InvalidArgumentError } from "commander";
import {
  LATENCY_PROFILES,
  type LatencyProfile,
  type LatencySetting,
  latencySettingSchema,
} from "../../emulator/index.ts";

export type LatencyChoice = LatencySetting | { readonly file: string };

const NAMES = Object.keys(LATENCY_PROFILES) as LatencyProfile[];

export function latencyChoice(text: string): LatencyChoice {
  const name = NAMES.find((known) => known === text);
  if (name !== undefined) return name;
  const [, ms] = /^(\d+(?:\.\d+)?)(?:ms)?$/.exec(text) ?? [];
  if (ms !== undefined) return { fixedMs: Number(ms) };
  if (/\.(?:ya?ml|json)$/i.test(text)) return { file: text };
  throw new InvalidArgumentError(
    `Write ${NAMES.join(", ")}, milliseconds such as 500, or a file (.yaml, .json) with a profile of your own.`,
  );
}

/** @throws UsageError when the file is missing or holds no whole profile */
export async function latencyOf(choice: LatencyChoice): Promise<LatencySetting> {
  if (typeof choice === "string" || !("file" in choice)) return choice;
  const { parseYaml, readText } = await import("../config/yaml-file.ts");
  const { file } = choice;
  return parseYaml(await readText(file, "the latency profile"), file, latencySettingSchema);
}
