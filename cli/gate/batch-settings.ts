/** How the core batches, as plan and simulation take it. */
import type { BatchSettings } from "../../loadtest/index.ts";
import type { Project } from "../config/project.ts";

/** Null: each order by itself. */
export function batchSettingsOf({ config }: Pick<Project, "config">): BatchSettings | null {
  const { by, ...settings } = config.serve.batching;
  return by === "none" ? null : { ...settings, by };
}
