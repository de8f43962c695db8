import { expect, test } from "vitest";
import { systemClock } from "../../clock.ts";
import { amendmentsContract } from "../amendments.contract.ts";
import { editionsContract } from "../editions.contract.ts";
import { followsContract } from "../follows.contract.ts";
import { groupClaimsContract } from "../group-claims.contract.ts";
import { jobsContract } from "../jobs.contract.ts";
import { ledgerContract } from "../ledger.contract.ts";
import { movesContract } from "../moves.contract.ts";
import {
  acceptDead,
  aFailure,
  anIncoming,
  claimAll,
  claimOne,
  fenceOf,
  NOON,
} from "../sample-entries.contract.ts";
import { openPostgresLedger } from "./postgres-ledger.ts";
import { postgresForTests } from "./temporary-postgres.contract.ts";

const postgres = postgresForTests();

amendmentsContract("postgres", postgres.open);
ledgerContract("postgres", postgres.open);
groupClaimsContract("postgres", postgres.open);
jobsContract("postgres", postgres.open);
editionsContract("postgres", postgres.open);
followsContract("postgres", postgres.open);
movesContract("postgres", postgres.open);

test("of several programs that start on an empty database together one makes the tables", async () => {
  const { url, schema, ledger } = await postgres.open();
  const others = await Promise.all(
    Array.from({ length: 4 }, () => openPostgresLedger({ url, schema, clock: systemClock })),
  );
  await ledger.accept(anIncoming());
  expect(await Promise.all(others.map((other) => other.counts()))).toMatchObject(
    others.map(() => ({ queued: 1 })),
  );
  await Promise.all(others.map((other) => other.close()));
});

test("editions of one order that arrive at many workers at once leave one to be worked on, the last", async () => {
  const { ledger, again } = await postgres.open();
  const doors = [ledger, await again(), await again()];
  await Promise.all(
    Array.from({ length: 60 }, (_, edition) =>
      doors[edition % 3]?.accept(anIncoming({ version: `v${edition}`, editionAt: NOON + edition })),
    ),
  );
  expect(await ledger.counts()).toMatchObject({ queued: 1, superseded: 59 });
  expect(await claimOne(ledger)).toMatchObject({ version: "v59" });
});

test("of editions spread over groups that are taken in side by side the last one counts, each with its own bytes", async () => {
  const { ledger, again } = await postgres.open();
  const doors = [ledger, await again()];
  const [orders, editions] = [100, 10];
  // One order after the other would put all editions of an order into one group.
  const arrivals = Array.from({ length: orders * editions }, (_, n) => {
    const [order, edition] = [n % orders, (Math.floor(n / orders) * 7) % editions];
    const raw = new TextEncoder().encode(`${order}/${edition}`.repeat(edition));
    return anIncoming({ order, version: `v${edition}`, editionAt: NOON + edition, raw });
  });
  const accepted = await Promise.all(arrivals.map((incoming, n) => doors[n % 2]?.accept(incoming)));
  expect(await ledger.counts()).toMatchObject({ queued: orders, superseded: orders * (editions - 1) });
  const kept = await ledger.find({ states: ["queued"], limit: orders });
  expect(new Set(kept.map(({ version }) => version))).toEqual(new Set([`v${editions - 1}`]));
  const rawOf = new Map(accepted.map((one, n) => [one?.id, arrivals[n]?.raw]));
  expect(kept.map(({ raw }) => Buffer.from(raw))).toEqual(
    kept.map(({ id }) => Buffer.from(rawOf.get(id) ?? [])),
  );
});

test("one record that cannot be stored is refused alone, however many arrive with it", async () => {
  const { ledger } = await postgres.open();
  // More than an index entry holds, also when it is compressed.
  const huge = Array.from({ length: 20_000 }, (_, n) => (n * 7919).toString(36)).join("");
  const arrivals = [anIncoming({ order: 1 }), anIncoming({ key: huge }), anIncoming({ order: 2 })];
  const outcomes = await Promise.allSettled(arrivals.map((incoming) => ledger.accept(incoming)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((await ledger.counts()).queued).toBe(2);
});

test("a text with the character NUL is kept without it", async () => {
  const { ledger } = await postgres.open();
  const { id } = await ledger.accept(anIncoming());
  const failure = aFailure({ message: "before\u0000after", code: "ODD\u0000" });
  await ledger.settle(fenceOf(await claimOne(ledger)), { kind: "dead", failure }, NOON);
  expect((await ledger.get(id))?.failure?.message).toBe("before\u0000after");
  expect(await ledger.find({ code: "ODD" })).toHaveLength(1);
});

test("a server that cannot be reached, a wrong login and a missing database each say what to do", async () => {
  const { url } = await postgres.open();
  const opening = (address: string) => openPostgresLedger({ url: address, clock: systemClock });
  await expect(opening("postgres://drydock@127.0.0.1:1/shop")).rejects.toMatchObject({
    code: "LEDGER_FAILED",
    message: expect.stringContaining("cannot be reached"),
  });
  await expect(opening(url.replace(/\/[^/]*$/, "/no_such_database"))).rejects.toMatchObject({
    code: "LEDGER_CANNOT_OPEN",
    message: expect.stringContaining("createdb"),
  });
  await expect(
    openPostgresLedger({ url, schema: "x; drop table entry", clock: systemClock }),
  ).rejects.toMatchObject({ code: "LEDGER_CANNOT_OPEN" });
});

test("after the server was killed and started again everything acknowledged is there, and work goes on", async (context) => {
  const { server } = postgres;
  if (server.crash === undefined || server.start === undefined) return context.skip("not our own server");
  const { ledger } = await postgres.open();
  const dead = await acceptDead(ledger, { order: 1 });
  const accepted = await Promise.all(
    Array.from({ length: 20 }, (_, order) => ledger.accept(anIncoming({ order: order + 2 }))),
  );
  await server.crash();
  await expect(ledger.accept(anIncoming({ order: 99 }))).rejects.toMatchObject({ code: "LEDGER_FAILED" });
  await server.start();
  expect((await ledger.get(dead))?.state).toBe("dead");
  expect((await claimAll(ledger)).map(({ id }) => id)).toEqual(accepted.map(({ id }) => id));
});
