import { expect, test } from "vitest";
import { EmulatorError } from "../emulator-error.ts";
import { type SeededRandom, seededRandom } from "../seeded-random.ts";
import type { Fault } from "./fault.ts";
import { createFaultList } from "./fault-list.ts";
import type { FaultSubject } from "./fault-match.ts";

const SUBJECT: FaultSubject = {
  method: "POST",
  channel: "rest",
  url: new URL("http://127.0.0.1:1/services/rest/record/v1/salesOrder?replace=item"),
  integration: () => "shop",
  plan: () => ({ operation: "create", recordType: "salesOrder" }),
};

const random = (stream: string): SeededRandom => seededRandom(1, stream);

function listAt(now = () => 0) {
  return createFaultList({ now, random });
}

/** Which of so many equal requests the fault hits, counted from 1. */
function hitsOf(fault: Fault, requests = 12): readonly number[] {
  const list = listAt();
  list.add(fault);
  return Array.from({ length: requests }, (_, at) => at + 1).filter(
    () => list.strike(["answer"], SUBJECT).answer !== undefined,
  );
}

test.each<[string, Fault["match"], boolean]>([
  ["nothing", {}, true],
  ["its method, whatever the case", { method: "post" }, true],
  ["another method", { method: "GET" }, false],
  ["its record type, whatever the case", { recordType: "SALESORDER" }, true],
  ["another record type", { recordType: "customer" }, false],
  ["its operation", { operation: "create" }, true],
  ["another operation", { operation: "update" }, false],
  ["its path", { path: "/services/rest/record/v1/salesOrder" }, true],
  ["a pattern for its path", { path: "/services/*/salesOrder" }, true],
  ["a pattern that ends too early", { path: "/services/rest/*/v1" }, false],
  ["a dot that is no pattern", { path: "/services.rest*" }, false],
  ["a pattern with a query", { path: "*/salesOrder?replace=*" }, true],
  ["another query", { path: "*?limit=*" }, false],
  ["its integration", { integration: "shop" }, true],
  ["another integration", { integration: "payroll" }, false],
  ["its channel", { channel: "rest" }, true],
  ["another channel", { channel: "restlet" }, false],
  ["all of it together", { method: "POST", channel: "rest", operation: "create" }, true],
  ["all but one", { method: "POST", channel: "rest", operation: "update" }, false],
])("a fault that asks for %s: %j", (_name, match, isHit) => {
  expect(hitsOf({ match, effect: { status: 503 } }, 1)).toEqual(isHit ? [1] : []);
});

test.each<[string, Partial<Fault>, readonly number[]]>([
  ["every request", {}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ["the third one only", { nth: 3 }, [3]],
  ["each fifth", { every: 5 }, [5, 10]],
  ["the first two", { times: 2 }, [1, 2]],
  ["each third, twice", { every: 3, times: 2 }, [3, 6]],
  ["none of them", { times: 0 }, []],
  ["none at a rate of 0", { rate: 0 }, []],
  ["all at a rate of 1", { rate: 1, times: 3 }, [1, 2, 3]],
])("a fault hits %s", (_name, chosen, hits) => {
  expect(hitsOf({ effect: { status: 503 }, ...chosen })).toEqual(hits);
});

test("a rate is drawn from the seed: the same again, about as often as it says, whatever other faults do", () => {
  const fault: Fault = { effect: { status: 503 }, rate: 0.3 };
  const hits = hitsOf(fault, 2_000);
  expect(hitsOf(fault, 2_000)).toEqual(hits);
  expect(hits.length / 2_000).toBeCloseTo(0.3, 1);
  const list = listAt();
  list.add(fault);
  list.add({ effect: { status: 500 }, rate: 0.9 });
  const besides = Array.from({ length: 2_000 }, (_, at) => at + 1).filter(
    () => list.strike(["answer"], SUBJECT).answer?.name === "fault 1",
  );
  expect(besides).toEqual(hits);
});

test.each<[string, Fault["window"], readonly number[]]>([
  ["opens after a while and closes", { from: 1_000, forMs: 2_000 }, [1_000, 2_000]],
  ["never closes", { from: 2_000 }, [2_000, 3_000, 4_000]],
  ["is open from the beginning", { forMs: 1_500 }, [0, 1_000]],
  ["opens at a moment", { from: "1970-01-01T00:00:03Z" }, [3_000, 4_000]],
])("a window that %s", (_name, window, hits) => {
  let now = 0;
  const list = listAt(() => now);
  list.add({ effect: { status: 503 }, window });
  const hit = [0, 1_000, 2_000, 3_000, 4_000].filter((at) => {
    now = at;
    return list.strike(["answer"], SUBJECT).answer !== undefined;
  });
  expect(hit).toEqual(hits);
});

test("at each stop the first fault strikes, and faults at different stops strike together", () => {
  const list = listAt();
  list.add({ name: "slow", effect: { delayMs: 5 } });
  list.add({ name: "first", effect: { status: 503 }, times: 1 });
  list.add({ name: "second", effect: "reset-after-commit" });
  const names = () => Object.values(list.strike(["wait", "answer"], SUBJECT)).map(({ name }) => name);
  expect([names(), names()]).toEqual([
    ["slow", "first"],
    ["slow", "second"],
  ]);
  expect(list.strike(["body"], SUBJECT)).toEqual({});
});

test("faults are listed with what they have done, and one that is used up stays until it is removed", () => {
  const list = listAt();
  const remove = list.add({ name: "burst", effect: { status: 503 }, times: 1 });
  list.add({ match: { method: "GET" }, effect: "garbage-json" });
  list.strike(["answer"], SUBJECT);
  list.strike(["answer"], SUBJECT);
  expect(list.list()).toMatchObject([
    { name: "burst", seen: 1, hits: 1, isArmed: false },
    { name: "fault 2", seen: 0, hits: 0, isArmed: true },
  ]);
  remove();
  list.remove("fault 2");
  expect(list.list()).toEqual([]);
  expect(() => list.remove("burst")).toThrow("There is no fault named burst. There is: none.");
});

test("two faults of one name are refused", () => {
  const list = listAt();
  list.add({ name: "a", effect: { status: 503 } });
  expect(() => list.add({ name: "a", effect: { status: 500 } })).toThrow(/There is a fault named a already/);
});

test.each<[string, unknown, RegExp]>([
  [
    "an unknown effect",
    { effect: "explode" },
    /effect: no known effect; write one of reset-before-commit, .* or an object with one of delayMs, /,
  ],
  ["an effect without a form", { effect: { explode: 1 } }, /effect: no known effect/],
  ["a status that is no failure", { effect: { status: 200 } }, /effect\W+status: .*400/],
  [
    "a setting the effect does not have",
    { effect: { delayMs: 5, status: 503 } },
    /effect: delayMs: .*"status"/,
  ],
  [
    "a range that ends before it begins",
    { effect: { delayMs: { from: 9, to: 1 } } },
    /the range ends before it begins/,
  ],
  ["a rate above 1", { effect: "over-limit", rate: 2 }, /rate: .*<=1/],
  [
    "an unknown operation",
    { effect: "over-limit", match: { operation: "creat" } },
    /match\.operation: .*"create"/,
  ],
  ["an unknown setting", { effect: "over-limit", ntn: 3 }, /Unrecognized key: "ntn"/],
])("%s is refused with the reason", (_name, fault, reason) => {
  const add = () => listAt().add(fault as Fault);
  expect(add).toThrow(reason);
  expect(add).toThrow(EmulatorError);
});
