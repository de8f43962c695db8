/** Drives npm's nsrestlet as its readme does, its hosts hard-wired, and prints what it gave back, step by step. */
import nsrestlet from "nsrestlet";

const { realm, credentials, wrong } = JSON.parse(process.argv[2] ?? "{}");
const linkWith = (tokenSecret, deployment = "customdeploy_echo") =>
  nsrestlet.createLink(
    {
      accountId: realm,
      consumerKey: credentials.consumerKey,
      consumerSecret: credentials.consumerSecret,
      tokenKey: credentials.tokenId,
      tokenSecret,
    },
    { script: "customscript_echo", deployment },
  );

async function call(work) {
  try {
    return { answer: await work };
  } catch ({ code, message }) {
    return { code, message };
  }
}

const link = linkWith(credentials.tokenSecret);
const steps = {
  got: await call(link.get({ id: "7", text: "a b+c" })),
  posted: await call(link.post({ lines: [{ item: "ANCHOR", quantity: 2 }] })),
  put: await call(link.put({ name: "Łódź" })),
  deleted: await call(link.delete({ id: "8" })),
  thrown: await call(link.post({ fail: true })),
  stranger: await call(linkWith(wrong).get({ id: "7" })),
  missing: await call(linkWith(credentials.tokenSecret, "customdeploy_none").get({ id: "7" })),
};
process.stdout.write(JSON.stringify(steps));
