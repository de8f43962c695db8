/** Serves the administration beside NetSuite; express is loaded by its first caller, so that nobody else waits for it. */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Mount } from "../doors/http/mount.ts";
import type { AdminOptions } from "./admin-app.ts";

export type { AdminOptions } from "./admin-app.ts";

export function adminMount(options: AdminOptions): Mount {
  let app: Promise<RequestListener> | undefined;
  const load = async (): Promise<RequestListener> => (await import("./admin-app.ts")).createAdminApp(options);
  return {
    path: "/__drydock",
    handle(request: IncomingMessage, response: ServerResponse) {
      app ??= load();
      void app.then((handle) => handle(request, response));
    },
  };
}
