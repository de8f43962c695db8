/** `plan.latency`: a profile's name, or a file with what was measured of an account. */
import { z } from "zod";
import { accountDataSchema, type LatencySetting, latencySettingSchema } from "../../emulator/index.ts";
import { UsageError } from "../usage-error.ts";
import { isNamedLatency, type PlanConfig } from "./plan-config.ts";
import { beside } from "./service-project.ts";
import { parseYaml, readText } from "./yaml-file.ts";

/** Of the file that `plan.latency` names; null when it names a profile. @throws UsageError when the file is missing or says no latency */
export async function measuredLatency(
  { latency }: Pick<PlanConfig, "latency">,
  configFile: string,
): Promise<LatencySetting | null> {
  if (isNamedLatency(latency)) return null;
  const file = beside(configFile, latency);
  const text = await readText(file, "the latency profile");
  const keys = Object.keys(parseYaml(text, file, anything));
  if (keys.includes("getSeconds") || keys.includes("fixedMs"))
    return parseYaml(text, file, latencySettingSchema);
  // An account overlay, as `drydock calibrate` writes it, says other things besides.
  const { latency: measured } = parseYaml(text, file, accountDataSchema);
  if (measured !== undefined) return latencySettingSchema.parse(measured);
  throw new UsageError(
    `${file} says nothing of the latency. Name the overlay of an account whose latency was measured.`,
  );
}

const anything = z.record(z.string(), z.unknown());

interface Planned {
  readonly config: { readonly plan: Pick<PlanConfig, "latency"> };
  readonly measuredLatency: LatencySetting | null;
}

export function latencyOfPlan({ config, measuredLatency: measured }: Planned): LatencySetting {
  const { latency } = config.plan;
  if (isNamedLatency(latency)) return latency;
  if (measured === null) throw new TypeError(`${latency} was not read`);
  return measured;
}
