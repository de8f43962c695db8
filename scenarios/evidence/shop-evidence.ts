/** What the shop's Admin API was asked and answered, and what the shop holds afterwards. */
import type { Block } from "../../reports/index.ts";
import type { ShopCall } from "../shop/shop-calls.ts";
import type { ShopDouble, ShopHolds } from "../shop/shop-double.ts";
import { clockTime, cutRemark, folded, longTable } from "./blocks.ts";
import { type Bounds, tellingOf } from "./bounds.ts";
import { bodyLines, headerLines, statusWord } from "./http-lines.ts";
import { readableJson } from "./readable-json.ts";

/** Nothing where nobody has spoken with the shop. */
export function shopEvidence(
  { calls, holds }: Pick<ShopDouble, "calls" | "holds">,
  bounds: Bounds,
): readonly Block[] {
  const held = holds();
  if (calls.length === 0 && held.orders.length === 0) return [];
  return [...callBlocks(calls, bounds), ...stockBlocks(held, bounds), ...orderBlocks(held, bounds)];
}

function callBlocks(calls: readonly ShopCall[], bounds: Bounds): readonly Block[] {
  if (calls.length === 0) return [];
  const numbered = calls.map((call, at) => ({ ...call, number: at + 1 }));
  const shown = tellingOf(
    numbered,
    bounds.exchanges,
    ({ writes, answer, refusal }) => writes || answer === null || refusal !== "",
  );
  const rows = numbered.map(({ number, at, name, answer, refusal }) => [
    `${number}`,
    clockTime(at),
    name,
    statusWord(answer?.status ?? 0),
    refusal,
  ]);
  return [
    ...longTable(
      `Requests the shop's Admin API received, ${calls.length} in all`,
      ["no.", "at", "operation", "status", "refusal"],
      {
        rows,
        most: bounds.rows,
      },
    ),
    ...shown.map((call) => callBlock(call, bounds)),
    ...cutRemark(shown.length, calls.length, "calls of the shop, those that wrote or were refused"),
  ];
}

function callBlock(
  { number, name, request, query, variables, answer }: ShopCall & { readonly number: number },
  { characters }: Bounds,
): Block {
  const asked = query === undefined ? bodyLines(request.body, characters) : ["", query];
  const text = [
    `${request.method} ${request.path}`,
    ...headerLines(request.headers),
    ...asked,
    ...(variables === undefined ? [] : ["", `variables: ${readableJson(variables, characters)}`]),
    "",
    `← ${statusWord(answer?.status ?? 0)}`,
    ...bodyLines(answer?.body ?? "", characters),
  ];
  return folded(`Shop ${number}. ${name} → ${statusWord(answer?.status ?? 0)}`, text.join("\n"));
}

function stockBlocks({ locations, variants }: ShopHolds, { rows: most }: Bounds): readonly Block[] {
  if (variants.length === 0) return [];
  const rows = variants.map(({ sku, price, available }) => [
    sku,
    price,
    ...locations.map(({ id }) => `${available.get(id) ?? "not stocked"}`),
  ]);
  const columns = ["SKU", "price", ...locations.map(({ name }) => `available: ${name}`)];
  return longTable("What the shop holds afterwards: prices and stock", columns, { rows, most });
}

function orderBlocks({ orders }: ShopHolds, { rows: most }: Bounds): readonly Block[] {
  if (orders.length === 0) return [];
  const lines = orders.flatMap(({ name, lines: own }) =>
    own.map(({ sku, quantity, remaining }) => [name, sku, `${quantity}`, `${remaining}`]),
  );
  const parcels = orders.flatMap(({ name, parcels: own }) =>
    own.map(({ name: parcel, lines: packed, tracking, notified }) => [
      name,
      parcel,
      packed.map(({ line, quantity }) => `${quantity} × ${line.sku}`).join(", "),
      tracking.company ?? "",
      tracking.numbers.join(", "),
      notified ? "yes" : "no",
    ]),
  );
  const parcelColumns = ["order", "parcel", "in it", "carrier", "tracking numbers", "customer told"];
  return [
    ...longTable("What the shop holds afterwards: orders", ["order", "SKU", "ordered", "not shipped"], {
      rows: lines,
      most,
    }),
    ...longTable(`What the shop holds afterwards: parcels, ${parcels.length} in all`, parcelColumns, {
      rows: parcels,
      most,
    }),
  ];
}
