/** The measure: express that parses the same order and answers as little as it can. */
import express from "express";

const app = express();
app.disable("etag");
app.disable("x-powered-by");
app.use(express.json({ type: () => true }));
let orders = 0;
let last = {};
app.post("/services/rest/record/v1/salesOrder", (request, response) => {
  orders += 1;
  last = request.body;
  response.status(204).location(`/services/rest/record/v1/salesOrder/${orders}`).end();
});
app.get("/services/rest/record/v1/salesOrder/:id", (_request, response) => response.json(last));
const server = app.listen(0, "127.0.0.1", () => {
  process.stdout.write(
    `${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}`, accounts: [] })}\n`,
  );
});
