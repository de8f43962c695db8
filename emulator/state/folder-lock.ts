/** Keeps a second process out of a state folder; a lock whose process was killed is taken over. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EmulatorError } from "../emulator-error.ts";

/** Folders that this process holds: its own id in a lock may be that of an earlier process with the same id. */
const held = new Set<string>();

/** Returns what gives the folder back; throws EmulatorError STATE_LOCKED. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "lock");
  const own = ownerText(process.pid);
  if (held.has(file) || !takes(file, own)) throw locked(folder, readText(file));
  held.add(file);
  return () => {
    if (held.delete(file) && readText(file) === own) rmSync(file, { force: true });
  };
}

function takes(file: string, own: string): boolean {
  if (creates(file, own)) return true;
  const found = readText(file);
  if (isAlive(found)) return false;
  // Moved aside rather than removed, so that of two processes that find the same dead lock only one goes on.
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return creates(file, own);
  }
  const isTheDeadOne = readText(aside) === found;
  if (isTheDeadOne) rmSync(aside, { force: true });
  else renameSync(aside, file);
  return isTheDeadOne && creates(file, own);
}

function creates(file: string, own: string): boolean {
  try {
    writeFileSync(file, own, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** A process id alone is given out again; where /proc tells when a process began, both together are not. */
const ownerText = (pid: number): string => `${pid} ${startOf(pid)}`;

const startOf = (pid: number): string =>
  readText(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ")[19] ?? "";

function isAlive(owner: string): boolean {
  const pid = Number(owner.split(" ")[0]);
  // A lock of this process that it does not hold is of an earlier one.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return ownerText(pid) === owner;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const locked = (folder: string, owner: string): EmulatorError =>
  new EmulatorError(
    "STATE_LOCKED",
    `The state folder ${folder} is in use by the process ${owner.split(" ")[0] || "?"}. Stop it, or choose another folder.`,
  );
