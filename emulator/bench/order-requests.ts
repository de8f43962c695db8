/** Signed requests, made before anything is measured: each has a nonce of its own. */
import { authorization } from "../testing/acme.ts";
import type { Ready, ServerProcess } from "./server-process.ts";

export interface LoadRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const ORDERS = "/services/rest/record/v1/salesOrder";

const line = (item: string, quantity: number) => ({
  item: { externalId: item },
  quantity,
  rate: 19.99,
  description: `${item} of galvanised steel, for boats of up to nine metres, with a shackle and a spare pin`,
});

/** Three lines and an address: 1.5 KB. */
export const ORDER = JSON.stringify({
  entity: { externalId: "C-1" },
  tranDate: "2026-03-12",
  memo: "Web order 100482, leave at the harbour office when nobody is on board; ring the bell twice, please",
  otherRefNum: "WEB-100482",
  email: "orders@harbour.test",
  shippingAddress: {
    country: { id: "US" },
    addressee: "Harbour Ltd, Pier 7",
    attention: "Harbour master",
    addr1: "7 Quay Street, second warehouse on the left",
    addr2: "Gate C, behind the chandlery",
    city: "Portsmouth",
    state: "NH",
    zip: "03801",
    addrPhone: "+1 603 555 0142",
  },
  billingAddress: {
    country: { id: "US" },
    addressee: "Harbour Ltd, accounts payable",
    addr1: "PO Box 1042",
    city: "Portsmouth",
    state: "NH",
    zip: "03802",
  },
  item: { items: [line("ANCHOR", 2), line("ROPE", 12), line("SAIL", 1)] },
});

let nonces = 0;

export function signedRequests(
  { url, accounts }: Ready,
  count: number,
  orderId?: string,
): readonly LoadRequest[] {
  const [account] = accounts;
  const path = orderId === undefined ? ORDERS : `${ORDERS}/${orderId}`;
  const method = orderId === undefined ? "POST" : "GET";
  const login = account && { method, url: url + path, realm: account.accountId, credentials: account };
  return Array.from({ length: count }, () => {
    nonces += 1;
    const signed = login && authorization({ ...login, nonce: `bench-${nonces}`, now: Date.now() });
    return {
      method,
      path,
      headers: {
        ...(signed === undefined ? {} : { authorization: signed }),
        ...(method === "POST" ? { "content-type": "application/json" } : {}),
      },
      ...(method === "POST" ? { body: ORDER } : {}),
    };
  });
}

/** The internal id of a new order. */
export async function anOrderOf({ ready }: ServerProcess): Promise<string> {
  const [request] = signedRequests(ready, 1);
  if (request === undefined) throw new TypeError("one request was asked for");
  const { method, headers, body } = request;
  const answer = await fetch(ready.url + ORDERS, { method, headers, body: body ?? null });
  const id = answer.headers.get("location")?.split("/").at(-1);
  if (id === undefined) throw new Error(`The order was refused: ${await answer.text()}`);
  return id;
}
