import { setImmediate as aTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createMail } from "./mail.ts";

test("what is sent in one turn goes together, in its order", async () => {
  const posted: (readonly number[])[] = [];
  const mail = createMail<number>(
    (items) => posted.push(items),
    () => expect.unreachable(),
  );
  mail.send(1);
  mail.send(2);
  expect(posted).toEqual([]);
  await aTurn();
  mail.send(3);
  await aTurn();
  expect(posted).toEqual([[1, 2], [3]]);
});

test("what cannot be sent is told of alone, and what came with it goes", async () => {
  const posted: (readonly number[])[] = [];
  const refused: [number, unknown][] = [];
  const unclonable = new Error("could not be cloned");
  const mail = createMail<number>(
    (items) => {
      if (items.includes(2)) throw unclonable;
      posted.push(items);
    },
    (item, error) => refused.push([item, error]),
  );
  for (const item of [1, 2, 3]) mail.send(item);
  await aTurn();
  expect(posted).toEqual([[1], [3]]);
  expect(refused).toEqual([[2, unclonable]]);
});
