/** A server that answers and does nothing else, so that the engine before it is what is measured. */
import { createServer } from "node:http";

const server = createServer((_request, response) => response.writeHead(204).end()).listen(0, "127.0.0.1");
server.once("listening", () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })}\n`);
});
