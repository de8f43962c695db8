// What was taken in and is not done: one file an order, each written whole before the shop is answered.
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

export function openQueue(folder) {
  const fileOf = (key) => join(folder, `${key}.json`);

  function read(key) {
    try {
      const entry = JSON.parse(readFileSync(fileOf(key), "utf8"));
      return entry.done ? null : entry;
    } catch {
      return null;
    }
  }

  /** On the disk when it returns, or as it was before. */
  function write(key, entry) {
    const file = fileOf(key);
    const handle = openSync(`${file}.part`, "w");
    writeSync(handle, JSON.stringify(entry));
    fsyncSync(handle);
    closeSync(handle);
    renameSync(`${file}.part`, file);
  }

  function known(key) {
    try {
      return JSON.parse(readFileSync(fileOf(key), "utf8"));
    } catch {
      return null;
    }
  }

  const keys = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => name.replace(".json", ""));

  return {
    read,
    /** False when this edition, or a later one, is there already. */
    put(key, { raw, edition }) {
      const before = known(key);
      if (before !== null && before.edition >= edition) return false;
      write(key, { raw, edition, reason: null, done: false });
      return true;
    },
    /** False when a later edition came while this one was under way. */
    finish(key, { edition }) {
      const now = known(key);
      if (now.edition !== edition) return false;
      write(key, { edition, done: true });
      return true;
    },
    hold: (key, reason) => write(key, { ...known(key), reason }),
    release(key) {
      const entry = read(key);
      if (entry !== null) write(key, { ...entry, reason: null });
    },
    held: () =>
      keys()
        .map((key) => ({ key, ...read(key) }))
        .filter(({ reason }) => typeof reason === "string")
        .map(({ key, reason }) => ({ key, reason })),
    unfinished: () => keys().filter((key) => read(key)?.reason === null),
  };
}
