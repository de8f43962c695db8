/** What the service starts from: its part of `drydock.yaml`, the mappings it names, and where its ledger is. */
import { dirname, relative, resolve } from "node:path";
import { type IntegrationOptions, ledgerAt } from "../../integration/index.ts";
import { type ServiceConfig, serviceConfigSchema } from "./service-config.ts";
import { parseYaml, readText } from "./yaml-file.ts";

export interface ServiceProject {
  readonly config: ServiceConfig;
  readonly flows: IntegrationOptions["flows"];
  readonly ledger: LedgerPlace;
}

export type LedgerPlace = IntegrationOptions["ledger"];

/** @throws UsageError when a file is missing or wrong, with file, line and fix */
export async function loadServiceProject(file: string): Promise<ServiceProject> {
  const config = parseYaml(await readText(file, "the configuration file"), file, serviceConfigSchema);
  return { config, ...(await namedIn(config, file)) };
}

/** What a configuration names beside itself. */
export async function namedIn(
  { flows, serve }: Pick<ServiceConfig, "flows" | "serve">,
  file: string,
): Promise<Pick<ServiceProject, "flows" | "ledger">> {
  const place = ledgerAt(serve.ledger);
  const { anyFileSystem } = serve;
  return {
    flows: await Promise.all(flows.map((flow) => withMapping(flow, beside(file, flow.mapping)))),
    ledger: "file" in place ? { file: beside(file, place.file), anyFileSystem } : place,
  };
}

/** The path of what is named relative to this file. */
export const beside = (file: string, path: string): string =>
  relative("", resolve(dirname(file), path)) || path;

type Flow = ServiceConfig["flows"][number];

async function withMapping(flow: Flow, file: string): Promise<ServiceProject["flows"][number]> {
  return { ...flow, mapping: { file, text: await readText(file, "the mapping") } };
}
