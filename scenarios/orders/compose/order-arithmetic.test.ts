import { expect, test } from "vitest";
import { anOrder } from "../an-order.ts";
import { disagreementsIn } from "./order-arithmetic.ts";

const raw = anOrder(3)
  .withLines([{ sku: "TEE-ACME-M", quantity: 3 }])
  .withDiscount("5.00")
  .withTip("2.00")
  .toJson();

test("an order as it was built agrees with itself", () => {
  expect(disagreementsIn(raw)).toEqual([]);
});

test.each([
  ["total_price", /"total_price":"[^"]+"/, '"total_price":"1.00"'],
  ["subtotal_price", /"subtotal_price":"[^"]+"/, '"subtotal_price":"1.00"'],
  ["total_discounts", /"total_discounts":"[^"]+"/, '"total_discounts":"1.00"'],
  ["total_tax", /"total_tax":"[^"]+"/, '"total_tax":"0.07"'],
  ["total_tip_received", /"total_tip_received":"[^"]+"/, '"total_tip_received":"0.00"'],
  ["total_line_items_price", /"total_line_items_price":"[^"]+"/, '"total_line_items_price":"1.00"'],
])("a wrong %s is named", (name, pattern, wrong) => {
  expect(disagreementsIn(raw.replace(pattern, wrong))).toContainEqual(expect.stringContaining(`${name} is`));
});

test("an allocation of a discount that is not there is named", () => {
  const broken = raw.replace('"discount_application_index":0', '"discount_application_index":7');
  expect(disagreementsIn(broken)).toEqual(["line 1 has an allocation of a discount that is not there"]);
});
