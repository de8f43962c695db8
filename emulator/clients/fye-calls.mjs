/** Drives npm's @fye/netsuite-rest-api as its readme does, and prints what it gave back, step by step. */
import { makeRequest, salesOrderPath, suiteqlSearch, update } from "@fye/netsuite-rest-api";

const { origin, realm, credentials, order, wrong } = JSON.parse(process.argv[2] ?? "{}");
const config = {
  netsuiteApiHost: new URL(origin).host,
  consumerKey: credentials.consumerKey,
  consumerSecret: credentials.consumerSecret,
  netsuiteAccountId: realm,
  netsuiteTokenKey: credentials.tokenId,
  netsuiteTokenSecret: credentials.tokenSecret,
  netsuiteQueryLimit: 2,
  testEnv: origin.startsWith("http:"),
};

const shown = ({ statusCode, body, headers, httpVersion }) => ({
  statusCode,
  body,
  location: headers.location,
  httpVersion,
});
const call = async (method, path, query, by = config) =>
  shown(await makeRequest(by, { method, path, query, requestType: "record" }));

async function search(query) {
  const items = [];
  try {
    for await (const item of suiteqlSearch(config, { query })) items.push(item);
    return { items };
  } catch (error) {
    return { items, message: error.message };
  }
}

const created = await call("POST", salesOrderPath, { ...order, externalId: "F-1" });
const id = created.location?.split("/").at(-1);
const steps = {
  created,
  read: await call("GET", `${salesOrderPath}/${id}?expandSubResources=true`),
  updated: shown(await update(config, { id, updateValues: { memo: "left port" }, path: salesOrderPath })),
  upserted: await call("PUT", `${salesOrderPath}/eid:F-2`, order),
  query: shown(
    await makeRequest(config, {
      method: "POST",
      requestType: "suiteql",
      query: "SELECT COUNT(*) AS n FROM transaction",
    }),
  ),
  missing: await call("GET", `${salesOrderPath}/eid:none`),
  refused: await call("POST", salesOrderPath, { entity: { id: "999999" } }),
  stranger: await call("GET", `${salesOrderPath}/${id}`, undefined, {
    ...config,
    netsuiteTokenSecret: wrong,
  }),
  removed: await call("DELETE", `${salesOrderPath}/${id}`),
  // Follows its links to the emulator's own origin, always by https.
  ...(config.testEnv
    ? {}
    : {
        all: await search("SELECT itemid FROM item ORDER BY itemid"),
        broken: await search("SELECT nothing FROM nowhere"),
      }),
};
process.stdout.write(JSON.stringify(steps));
