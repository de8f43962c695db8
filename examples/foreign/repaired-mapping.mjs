// A Shopify order as NetSuite takes it: to the cent, with nothing cut off in silence.

/** Amounts are whole thousandths while they are calculated with: floats lose cents. */
const parse = (amount) => {
  const [, sign, whole, part = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(String(amount ?? "0")) ?? [];
  const value = BigInt(`${whole || "0"}${part.slice(0, 3).padEnd(3, "0")}`);
  return sign === "-" ? -value : value;
};
const cents = (thousandths) => (thousandths + (thousandths < 0n ? -5n : 5n)) / 10n;
const write = (amount) => Number(amount) / 100;
const sum = (amounts) => amounts.reduce((total, each) => total + each, 0n);

const LONGEST_ADDRESS = 250;
const LONGEST_LINE = 150;

/** As many whole words as the lines and the whole address take; the others are told to people in the memo, never lost. */
function spread(words, room) {
  const lines = [""];
  for (const [at, word] of words.entries()) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    const isFull = longer.length > LONGEST_LINE;
    if (lines.join(" ").length + word.length + 1 > room || (isFull && lines.length === 3))
      return { lines, rest: words.slice(at).join(" ") };
    if (isFull) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return { lines, rest: "" };
}

function addressOf(address) {
  if (!address) return { address: undefined, rest: "" };
  const fixed = {
    addressee: (address.company || address.name || "").slice(0, 80),
    city: address.city ?? "",
    state: address.province_code ?? "",
    zip: address.zip ?? "",
  };
  const words = [address.address1, address.address2].filter(Boolean).join(" ").split(/\s+/);
  const { lines, rest } = spread(words, LONGEST_ADDRESS - Object.values(fixed).join(" ").length - 4);
  const [addr1, addr2, addr3] = lines;
  const country = address.country_code ? { country: { id: address.country_code } } : {};
  return {
    address: { ...fixed, addr1, ...(addr2 ? { addr2 } : {}), ...(addr3 ? { addr3 } : {}), ...country },
    rest,
  };
}

function customerOf(order, subsidiary) {
  const { customer } = order;
  if (!customer?.id) return null;
  const externalId = `SHOP-C-${/(\d+)$/.exec(customer.admin_graphql_api_id ?? String(customer.id))[1]}`;
  const { address } = addressOf(customer.default_address ?? order.shipping_address ?? order.billing_address);
  return {
    externalId,
    body: {
      entityId: externalId,
      isPerson: true,
      firstName: (customer.first_name || "Web").slice(0, 32),
      lastName: (customer.last_name || "Customer").slice(0, 32),
      ...(customer.email ? { email: customer.email } : {}),
      subsidiary,
      ...(address ? { addressBook: { items: [{ label: "Shopify", addressBookAddress: address }] } } : {}),
    },
  };
}

const isThere = (line) => (line.current_quantity ?? line.quantity) > 0;

/** What the tax inside the prices comes to; nothing where prices are without it. */
const includedTax = (order, of) =>
  order.taxes_included ? sum((of.tax_lines ?? []).map(({ price }) => parse(price))) : 0n;

async function goodsOf(order, { find, Held }) {
  const lines = order.line_items.filter(isThere);
  if (lines.length === 0) throw new Held("The order has no line that is still to be delivered.");
  const goods = [];
  for (const line of lines) {
    const quantity = line.current_quantity ?? line.quantity;
    const amount = cents(parse(line.price) * BigInt(quantity) - includedTax(order, line));
    const [type, itemId] = line.gift_card
      ? ["nonInventorySaleItem", "WEB-GIFTCARD"]
      : line.sku
        ? ["inventoryItem", line.sku]
        : ["nonInventorySaleItem", "WEB-CUSTOM"];
    const item = await find(type, "itemId", itemId);
    goods.push({ item, quantity, description: (line.title ?? "").slice(0, 999), amount });
  }
  return goods;
}

/** What the shop charged beside the goods, in cents; tax takes up what rounding leaves over. */
function chargesOf(order, goods, { Held }) {
  const shippingLines = order.shipping_lines ?? [];
  const shipping = cents(sum(shippingLines.map((line) => parse(line.price) - includedTax(order, line))));
  const discounts = [...order.line_items.filter(isThere), ...shippingLines].flatMap(
    ({ discount_allocations = [] }) => discount_allocations.map(({ amount }) => parse(amount)),
  );
  const discount = cents(sum(discounts));
  const total = cents(parse(order.current_total_price ?? order.total_price));
  const tax = total - sum(goods.map(({ amount }) => amount)) - shipping + discount;
  const said = cents(parse(order.current_total_tax ?? order.total_tax));
  if (tax - said > 10n || said - tax > 10n)
    throw new Held(`Lines, shipping, discounts and tax do not add up to the total of ${order.total_price}.`);
  return { shipping, discount, tax, total };
}

async function linesOf(order, tools) {
  const { find } = tools;
  const goods = await goodsOf(order, tools);
  const { shipping, discount, tax, total } = chargesOf(order, goods, tools);
  const lines = goods.map(({ amount, ...line }) => ({
    ...line,
    rate: write(amount) / line.quantity,
    amount: write(amount),
  }));
  if (discount !== 0n) {
    const item = await find("discountItem", "itemId", "WEB-DISCOUNT");
    lines.push({ item, rate: -write(discount), amount: -write(discount) });
  }
  for (const [itemId, amount] of [
    ["WEB-SHIPPING", shipping],
    ["WEB-TAX", tax],
  ]) {
    if (amount === 0n) continue;
    const item = await find("nonInventorySaleItem", "itemId", itemId);
    lines.push({ item, quantity: 1, rate: write(amount) });
  }
  return { lines, total: write(total) };
}

/** Nothing ships before its money is there; cash on delivery is paid at the door. */
function statusOf({
  financial_status: status,
  payment_gateway_names: gateways = [],
  cancelled_at: cancelled,
}) {
  const isPaid = ["paid", "partially_refunded", "refunded"].includes(status);
  return isPaid || gateways.includes("Cash on Delivery (COD)") || cancelled ? "B" : "A";
}

/** @throws Held when a person has to look at it first */
export async function salesOrderOf(order, tools) {
  const { find } = tools;
  const subsidiary = await find("subsidiary", "name", "ACME Store Inc.");
  const customer = customerOf(order, subsidiary);
  const entity = customer
    ? { externalId: customer.externalId }
    : await find("customer", "entityId", "WEB-GUEST");
  const shipping = addressOf(order.shipping_address);
  const billing = addressOf(order.billing_address);
  const cancelled = order.cancelled_at ? "CANCELLED IN SHOPIFY" : "";
  const memo = [cancelled, order.note, shipping.rest].filter(Boolean).join(" ");
  const { lines, total } = await linesOf(order, tools);
  return {
    customer,
    salesOrder: {
      total,
      externalId: `SHOP-${/(\d+)$/.exec(order.admin_graphql_api_id)[1]}`,
      body: {
        entity,
        currency: await find("currency", "symbol", order.currency),
        location: await find("location", "name", "Main Warehouse"),
        tranDate: order.created_at.slice(0, 10),
        otherRefNum: order.name.slice(0, 45),
        ...(order.fulfillment_status ? {} : { orderStatus: { id: statusOf(order) } }),
        ...(order.email ? { email: order.email } : {}),
        ...(memo ? { memo: memo.slice(0, 999) } : {}),
        ...(billing.address ? { billingAddress: billing.address } : {}),
        ...(shipping.address ? { shippingAddress: shipping.address } : {}),
        item: { items: order.cancelled_at ? lines.map((line) => ({ ...line, isClosed: true })) : lines },
      },
    },
  };
}
