/** Tells a local disk from a file system over a network, where a ledger would sooner or later be damaged. */
import { realpath, statfs } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Magic numbers of statfs(2). SQLite: "WAL does not work over a network filesystem" (sqlite.org/wal.html), since its
 * processes share memory; and locks over NFS are often broken (sqlite.org/faq.html, question 5).
 */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB2"],
  [0x65735546, "FUSE"],
  [0x01021997, "9p"],
  [0x5346414f, "AFS"],
  [0x00c36400, "Ceph"],
  [0x0bd00bd0, "Lustre"],
]);

/** The name of the network file system of this type; undefined for a local one. */
export const networkFileSystemOf = (type: number): string | undefined =>
  // Some runtimes give the number with its sign.
  NETWORK_FILE_SYSTEMS.get(type >>> 0);

export interface FileSystem {
  readonly type: number;
  /** Bytes that this user may still write. */
  readonly freeBytes: number;
}

/** Where a file really stands, whatever links lead to it; one that is not there yet stands where it is named. */
export const placeOf = (file: string): Promise<string> => realpath(file).catch(() => file);

/** Of the folder in which the file stands or will stand; null where the system does not tell. */
export async function fileSystemOf(file: string): Promise<FileSystem | null> {
  try {
    const { type, bavail, bsize } = await statfs(dirname(await placeOf(file)));
    return { type, freeBytes: bavail * bsize };
  } catch {
    // A folder that is not there is refused by whoever opens the file, with better words.
    return null;
  }
}
