import { symlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { systemClock } from "../../clock.ts";
import { fileSystemOf, networkFileSystemOf } from "./file-system.ts";
import { openDatabase } from "./open-database.ts";
import { temporaryFile } from "./temporary-ledger.contract.ts";

test.each([
  [0x6969, "NFS"],
  [0xff534d42, "CIFS"],
  [0xff534d42 | 0, "CIFS"],
  [0xfe534d42, "SMB2"],
  [0x517b, "SMB"],
  [0x65735546, "FUSE"],
])("a file system of type %i is %s", (type, name) => {
  expect(networkFileSystemOf(type)).toBe(name);
});

test.each([
  ["ext4", 0xef53],
  ["XFS", 0x58465342],
  ["Btrfs", 0x9123683e],
  ["ZFS", 0x2fc12fc1],
  ["tmpfs", 0x01021994],
  ["overlay", 0x794c7630],
])("%s is local", (_, type) => {
  expect(networkFileSystemOf(type)).toBeUndefined();
});

test("the disk under a file says what it is and how much is free", async () => {
  const found = await fileSystemOf(temporaryFile());
  expect(found?.type).toBeGreaterThan(0);
  expect(found?.freeBytes).toBeGreaterThan(0);
  expect(await fileSystemOf("/no/such/folder/ledger.sqlite")).toBeNull();
});

test("a link is where it leads to", async () => {
  const link = temporaryFile();
  symlinkSync("/proc/version", link);
  expect((await fileSystemOf(link))?.type).toBe((await fileSystemOf("/proc/version"))?.type);
});

test("a ledger on a network file system is refused, with the switch for those who know better", async () => {
  const file = temporaryFile();
  const fileSystem = async () => ({ type: 0x6969, freeBytes: 1 });
  await expect(openDatabase({ file, clock: systemClock, fileSystem })).rejects.toMatchObject({
    code: "LEDGER_CANNOT_OPEN",
    message: expect.stringMatching(/NFS.*anyFileSystem/),
  });
  const database = await openDatabase({ file, clock: systemClock, fileSystem, anyFileSystem: true });
  database.close();
});
