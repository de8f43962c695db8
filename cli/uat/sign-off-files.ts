/** The folder of the sign-offs: one file a role, beside the configuration and under its version control. */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type SignOff, type Stakeholder, signOffSchema, slugOf } from "../../scenarios/index.ts";
import { readJson } from "../config/json-file.ts";
import type { Project } from "../config/project.ts";
import { beside } from "../config/service-project.ts";
import { writeWhole } from "../write-whole.ts";

export function signOffFile({ config, file }: Pick<Project, "config" | "file">, of: Stakeholder): string {
  return join(beside(file, config.uat.signOffs), `${slugOf(of)}.json`);
}

/** Null when this role has not signed. @throws UsageError when the file is no sign-off */
export async function readSignOff(file: string): Promise<SignOff | null> {
  if (!existsSync(file)) return null;
  const fix = "Sign again with `drydock uat --sign-off`.";
  return readJson({ file, purpose: "a sign-off", schema: signOffSchema, fix });
}

export async function writeSignOff(file: string, signOff: SignOff): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, `${JSON.stringify(signOff, null, 2)}\n`);
}
