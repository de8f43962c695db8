import { expect, test } from "vitest";
import { anOrder } from "../../scenarios/index.ts";
import { totalsCheck } from "./order-totals.ts";

const order = anOrder(1);
const onBothSides = (netsuiteTotal: unknown, raw = order.toJson()) => ({
  key: order.key,
  raw,
  netsuiteTotal,
});

test("the same amount holds, whether it is written as text or as a number", () => {
  expect(totalsCheck([onBothSides(order.total), onBothSides(Number(order.total))]).verdict).toBe("pass");
});

test("a cent more does not, and the order is named with both amounts", () => {
  const wrong = (Number(order.total) + 0.01).toFixed(2);
  expect(totalsCheck([onBothSides(order.total), onBothSides(wrong)])).toMatchObject({
    verdict: "fail",
    found: "1 equal",
    detail: `${order.key}: shop ${order.total}, NetSuite ${wrong}`,
  });
});

test("a total that is missing on one side does not hold", () => {
  expect(totalsCheck([onBothSides(undefined)]).verdict).toBe("fail");
});

test("no order at all proves nothing", () => {
  expect(totalsCheck([]).verdict).toBe("fail");
});
