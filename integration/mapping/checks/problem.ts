/** What a rule of the checker has found, before it is known in which line of the file it stands. */
import type { Path } from "../mapping-file.ts";

export interface Problem {
  readonly severity: "error" | "warning";
  /** A short name such as `hard-coded-internal-id`. */
  readonly rule: string;
  readonly message: string;
  readonly fix: string;
  readonly path: Path;
}
