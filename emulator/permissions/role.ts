/** What the account's one role may do: by record type, and whether it may search. */
import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";
import type { Refusal } from "../errors/refusal.ts";
import type { Catalogue } from "../records/catalogue.ts";

/** NetSuite's levels, each with all that stand before it. */
const LEVELS = ["none", "view", "create", "edit", "full"] as const;
type Level = (typeof LEVELS)[number];

export const roleSchema = z.strictObject({
  id: z.int().positive().default(3),
  name: z.string().min(1).default("Administrator"),
  /** Of every record type that is not named below. */
  level: z.enum(LEVELS).default("full"),
  /** By record type, such as `{ salesOrder: "view" }`. */
  levels: z.record(z.string(), z.enum(LEVELS)).default({}),
  /** The permission SuiteAnalytics Workbook: lists, `q` and SuiteQL need it, a record by its id does not. */
  analytics: z.boolean().default(true),
});

export type RoleSettings = z.output<typeof roleSchema>;

export interface Role {
  readonly id: number;
  readonly name: string;
  mayView(recordType: string): boolean;
  /** For a request to a record type; undefined when the role may. */
  recordRefusal(recordType: string, request: RecordRequest): Refusal | undefined;
  searchRefusal(): Refusal | undefined;
}

export interface RecordRequest {
  readonly method: string;
  /** A list, or a query over it. */
  readonly isSearch: boolean;
}

/** What a method takes; a transform and an action come as POST (inferred). */
const NEEDED: Readonly<Record<string, Level>> = {
  GET: "view",
  POST: "create",
  PUT: "edit",
  PATCH: "edit",
  DELETE: "full",
};

/** Throws EmulatorError INVALID_OPTIONS for a level of a record type that the account does not have. */
export function createRole({ id, name, level, levels, analytics }: RoleSettings, catalogue: Catalogue): Role {
  const own = new Map(Object.entries(levels).map(([type, granted]) => [knownType(type, catalogue), granted]));
  const reaches = (recordType: string, needed: Level): boolean =>
    LEVELS.indexOf(own.get(recordType) ?? level) >= LEVELS.indexOf(needed);
  const searchRefusal = (): Refusal | undefined =>
    analytics ? undefined : { key: "analytics-permission-missing" };
  return {
    id,
    name,
    mayView: (recordType) => reaches(recordType, "view"),
    searchRefusal,
    recordRefusal(recordType, { method, isSearch }) {
      if (isSearch && !analytics) return searchRefusal();
      if (reaches(recordType, NEEDED[method] ?? "full")) return undefined;
      return { key: "record-permission-missing", values: { recordType } };
    },
  };
}

function knownType(name: string, catalogue: Catalogue): string {
  const found = catalogue.find(name);
  if (found !== undefined) return found.recordType;
  throw new EmulatorError(
    "INVALID_OPTIONS",
    `role.levels: the account has no record type ${name}. Correct its name.`,
  );
}
