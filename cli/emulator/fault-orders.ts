/** From `--fault` and `--faults` to the faults that every account has from the beginning. */
import { z } from "zod";
import { type Fault, faultSchema } from "../../emulator/index.ts";
import { asMapping, parseYaml, readText } from "../config/yaml-file.ts";

export interface FaultChoices {
  readonly fault?: readonly string[];
  readonly faults?: string;
}

const fileSchema = z.strictObject({ faults: z.array(faultSchema) });

/** @throws UsageError naming the fault, the place and the rule */
export async function faultOrders({ fault = [], faults }: FaultChoices): Promise<readonly Fault[]> {
  const written = fault.map((text) => parseYaml(asMapping(text), `--fault ${text}`, faultSchema));
  if (faults === undefined) return written;
  const filed = parseYaml(await readText(faults, "the file of faults"), faults, fileSchema);
  return [...filed.faults, ...written];
}
