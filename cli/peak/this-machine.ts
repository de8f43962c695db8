/** What a measurement was made on: figures of another machine say little about this one. */
import { cpus } from "node:os";

export function thisMachine(): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? "processor"}, Node.js ${process.versions.node}`;
}
