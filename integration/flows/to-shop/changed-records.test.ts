/** Whatever changes in NetSuite is handed over, whichever second it falls into and however often it is asked. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { systemClock } from "../../clock.ts";
import type { Incoming } from "../../ledger/entry.ts";
import type { NetSuiteQueries } from "../../netsuite/netsuite.ts";
import { changedRecords } from "./changed-records.ts";

const text = (second: number): string =>
  new Date(Date.UTC(2026, 10, 1) + second * 1_000).toISOString().slice(0, 19).replace("T", " ");

/** A NetSuite whose records change at seconds, and a ledger that takes nothing twice. */
function aWorld(overlapMs = 120_000) {
  const changes = new Map<string, number>();
  const taken = new Map<string, Incoming>();
  const cursor = new Map<string, string>();
  let failing = false;
  const netsuite: NetSuiteQueries = {
    async query(since) {
      const failure = { class: "transient", code: "HTTP_503", message: "Down.", advice: "Wait." } as const;
      if (failing) return { ok: false, failure };
      const rows = [...changes].map(([id, second]) => ({ id, changed: text(second) }));
      return { ok: true, value: rows.filter(({ changed }) => changed >= since) };
    },
  };
  const source = changedRecords({
    flow: "stock",
    changes: { record: "item", begin: "with-all", query: (since) => since ?? "" },
    everyMs: 1_000,
    overlapMs,
    netsuite,
    cursors: {
      cursor: async (name) => cursor.get(name) ?? null,
      moveCursor: async (name, value) => void cursor.set(name, value),
    },
    clock: systemClock,
  });
  const accept = async (incoming: Incoming) => {
    const key = `${incoming.key} ${incoming.version}`;
    const duplicate = taken.has(key);
    if (!duplicate) taken.set(key, incoming);
    return { id: taken.size, duplicate };
  };
  return {
    change: (id: string, second: number) => changes.set(id, second),
    poll: (signal = new AbortController().signal) => source.poll(accept, signal),
    taken: () => [...taken.keys()],
    entries: () => [...taken.values()],
    cursor,
    fail: (value: boolean) => {
      failing = value;
    },
  };
}

test("what changed in the newest second is handed over by the next poll, for it may change again", async () => {
  const world = aWorld();
  world.change("1", 10);
  world.change("2", 11);
  await world.poll();
  expect(world.taken()).toEqual([`item:1 ${text(10)}`]);
  await world.poll();
  expect(world.taken()).toEqual([`item:1 ${text(10)}`, `item:2 ${text(11)}`]);
});

test("an entry says which record, in bulk, and nothing of its content", async () => {
  const world = aWorld();
  world.change("1", 10);
  await world.poll();
  await world.poll();
  const [entry] = world.entries();
  expect(entry).toMatchObject({ source: "netsuite", key: "item:1", priority: "bulk" });
  expect(JSON.parse(new TextDecoder().decode(entry?.raw))).toEqual({
    record: "item",
    id: "1",
    changed: text(10),
  });
});

test("a poll that fails says so and moves nothing", async () => {
  const world = aWorld();
  world.change("1", 10);
  await world.poll();
  world.fail(true);
  await expect(world.poll()).rejects.toThrow("NetSuite could not be asked");
  expect(world.cursor.get("stock")).toBe(text(10));
});

test("a stop leaves the cursor where it was", async () => {
  const world = aWorld();
  world.change("1", 10);
  world.change("2", 11);
  await world.poll(AbortSignal.abort());
  expect([world.cursor.size, world.taken().length]).toEqual([0, 0]);
});

test("the last change of every record is handed over, however changes and polls interleave", async () => {
  const step = fc.record({
    id: fc.constantFrom("1", "2", "3"),
    afterSeconds: fc.integer({ min: 0, max: 200 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 8 }), async (between) => {
      const world = aWorld();
      const last = new Map<string, number>();
      let now = 0;
      for (const changes of between) {
        for (const { id, afterSeconds } of changes) {
          now += afterSeconds;
          world.change(id, now);
          last.set(id, now);
        }
        await world.poll();
        // Two polls never share a second of NetSuite's.
        now += 1;
      }
      await world.poll();
      await world.poll();
      for (const [id, second] of last) expect(world.taken()).toContain(`item:${id} ${text(second)}`);
    }),
  );
});
