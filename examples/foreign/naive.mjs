// The script that is written first: it works with every order on the day it is shown.
import { createServer } from "node:http";
import { netsuite } from "./netsuite-login.mjs";

// Copied from the address bar in NetSuite.
const SUBSIDIARY = "511876";
const LOCATION = "511877";

async function find(type, field, value) {
  const response = await netsuite("GET", `${type}?q=${encodeURIComponent(`${field} IS "${value}"`)}`);
  const { items = [] } = await response.json();
  return items[0]?.id;
}

async function create(type, body) {
  const response = await netsuite("POST", type, body);
  if (!response.ok) return console.log(type, response.status, await response.text());
  return response.headers.get("location").split("/").pop();
}

const addressOf = (address) => ({
  addressee: address.name,
  addr1: address.address1.slice(0, 50),
  city: address.city,
  state: address.province_code,
  zip: address.zip,
  country: { id: address.country_code },
});

async function importOrder(order) {
  if (Number(order.total_price) === 0) return; // nothing to book
  const { email, first_name, last_name } = order.customer;
  const customer =
    (await find("customer", "email", email)) ??
    (await create("customer", {
      ...{ entityId: email, isPerson: true, firstName: first_name, lastName: last_name, email },
      subsidiary: { id: SUBSIDIARY },
    }));
  const lines = [];
  for (const { sku, quantity, price } of order.line_items) {
    const item = await find("inventoryItem", "itemId", sku);
    if (item) lines.push({ item: { id: item }, quantity, rate: Number(price) });
  }
  await create("salesOrder", {
    entity: { id: customer },
    location: { id: LOCATION },
    tranDate: order.created_at.slice(0, 10),
    otherRefNum: order.name,
    shippingAddress: addressOf(order.shipping_address),
    item: { items: lines },
  });
}

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  response.end("ok");
  await importOrder(JSON.parse(Buffer.concat(chunks))).catch((error) => console.log(error));
}).listen(process.env.PORT);
