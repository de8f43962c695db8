/** Drives npm's netsuite-rest as its readme does, and prints what it gave back, step by step. */
import NetsuiteRest from "netsuite-rest";

const { origin, realm, credentials, wrong } = JSON.parse(process.argv[2] ?? "{}");

const clientWith = (tokenSecret) =>
  new NetsuiteRest({
    consumer_key: credentials.consumerKey,
    consumer_secret_key: credentials.consumerSecret,
    token: credentials.tokenId,
    token_secret: tokenSecret,
    realm,
    base_url: origin,
  });

const client = clientWith(credentials.tokenSecret);

async function call(method, path, body, by = client) {
  try {
    const request = { method, path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const { statusCode, data } = await by.request(request);
    return { statusCode, data };
  } catch (error) {
    return { name: error.name, statusCode: error.response?.statusCode, body: error.response?.body };
  }
}

const query = { q: "SELECT id, externalid FROM customer ORDER BY externalid" };
const customer = { companyName: "Lighthouse", externalId: "L-1", subsidiary: { externalId: "ACME" } };
const steps = {
  connect: await call("OPTIONS", "*"),
  create: await call("POST", "record/v1/customer", customer),
  read: await call("GET", "record/v1/customer/eid:L-1"),
  update: await call("PATCH", "record/v1/customer/eid:L-1", { email: "keeper@lighthouse.test" }),
  upsert: await call("PUT", "record/v1/customer/eid:L-2", {
    ...customer,
    companyName: "Pier",
    externalId: "L-2",
  }),
  list: await call("GET", "record/v1/customer?limit=1&offset=1"),
  filter: await call("GET", 'record/v1/customer?q=email IS "keeper@lighthouse.test"'),
  firstPage: await call("POST", "query/v1/suiteql?limit=2", query),
  lastPage: await call("POST", "query/v1/suiteql?limit=2&offset=2", query),
  missing: await call("GET", "record/v1/customer/999999"),
  refused: await call("POST", "record/v1/salesOrder", { entity: { id: "999999" } }),
  unreadable: await call("POST", "record/v1/customer", "no object"),
  stranger: await call("GET", "record/v1/customer", undefined, clientWith(wrong)),
  remove: await call("DELETE", "record/v1/customer/eid:L-1"),
};
process.stdout.write(JSON.stringify(steps));
