import { expect, test } from "vitest";
import { maskPersonalData } from "./masking.ts";

test("e-mail addresses and phone numbers are masked in any text", () => {
  const text = "Customer zoë.o'neil+shop@exämple.co.uk, +1 (555) 010-9988 or 0555 123 4567, exists twice.";
  const masked = maskPersonalData({ text, field: null, value: null }).text;
  expect(masked).not.toMatch(/shop@|exämple|010|4567/);
  expect(masked).toMatch(/^Customer .* exists twice\.$/);
});

test.each([
  "Order gid://shopify/Order/820982911946154508 has 3 lines.",
  "No item has the name RED-SHOE-42.",
  "Internal id 4711 is not in subsidiary 12; total 1234.56 on 2026-11-23T12:00:00Z.",
  "The transaction date 2026-11-23 lies in a closed period; the books were closed on 2026-12-01 18:30.",
])("what is wrong stays readable: %s", (text) => {
  expect(maskPersonalData({ text, field: null, value: null }).text).toBe(text);
});

test("the value of a personal field is masked wherever it is repeated, its length stays", () => {
  const value = "221B Baker Street";
  const shown = maskPersonalData({
    text: `"${value}" is too long`,
    field: "salesOrder.shippingAddress.addr1",
    value,
  });
  expect(shown.value).toBe("2*** (17 characters)");
  expect(shown.text).toBe('"2*** (17 characters)" is too long');
});

test("the value of any other field is shown, without e-mail addresses in it", () => {
  const field = "salesOrder.item[1].item";
  expect(maskPersonalData({ text: "x", field, value: "RED-SHOE-42" }).value).toBe("RED-SHOE-42");
  expect(maskPersonalData({ text: "x", field, value: "call a@b.de" }).value).not.toContain("a@b.de");
});

test.each([null, ""])("nothing to mask (%j) stays nothing", (value) => {
  expect(maskPersonalData({ text: "x", field: "email", value })).toEqual({
    text: "x",
    field: "email",
    value,
  });
});
