/** Which flows a command about mappings is to look at: those of a configuration, or files that are all of one kind. */
import { Option } from "commander";
import { FLOW_KINDS, type FlowKind, type FlowText } from "../../integration/index.ts";
import { loadServiceProject } from "../config/service-project.ts";
import { readText } from "../config/yaml-file.ts";
import { UsageError } from "../usage-error.ts";

export interface FlowChoice {
  readonly config?: string;
  readonly kind?: FlowKind;
}

export const configOption = new Option(
  "-c, --config <file>",
  "the flows of this configuration, instead of files (default: drydock.yaml)",
);

export const kindOption = new Option(
  "--kind <kind>",
  "what kind of flow the files are of (default: shopify-orders)",
).choices(FLOW_KINDS);

/** @throws UsageError when a file is missing, or when it is not clear what is meant */
export async function chosenFlows(
  files: readonly string[],
  { config, kind }: FlowChoice,
): Promise<readonly FlowText[]> {
  if (files.length === 0) {
    if (kind !== undefined)
      throw new UsageError(
        "--kind says of which kind files are, and no file is named. Name them, or leave --kind out.",
      );
    const { flows } = await loadServiceProject(config ?? "drydock.yaml");
    return flows.map((flow) => ({ kind: flow.kind, ...flow.mapping }));
  }
  if (config !== undefined)
    throw new UsageError("Name either the mapping files or --config, whose flows name theirs.");
  return Promise.all(
    files.map(async (file) => ({
      kind: kind ?? "shopify-orders",
      file,
      text: await readText(file, "the mapping"),
    })),
  );
}
