/** A real PostgreSQL for tests and proofs: one that is named, one in a container, or one made of the server programs on this machine. */
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { systemClock } from "../../clock.ts";

const run = promisify(execFile);

export interface PostgresServer {
  readonly url: string;
  /** Kills every process of the server, as a power cut would; only of one that was made of local programs. */
  crash?(): Promise<void>;
  start?(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error that lists what was tried: a test that needs PostgreSQL and has none must fail, not pass over */
export async function startPostgres(): Promise<PostgresServer> {
  const named = process.env["DATABASE_URL"];
  if (named !== undefined && named !== "") return { url: named, stop: async () => undefined };
  if (process.env["DOCKER_HOST"] !== undefined || existsSync("/var/run/docker.sock")) return startContainer();
  const programs = serverPrograms();
  if (programs !== undefined) return startPrograms(programs);
  throw new Error(
    "No PostgreSQL to test with: DATABASE_URL is not set, there is no container engine, and no initdb was found. " +
      "Install one of them, for example with `apt-get install postgresql`.",
  );
}

async function startContainer(): Promise<PostgresServer> {
  // Imported here: it is slow to load, and only needed where an engine is.
  const { GenericContainer, Wait } = await import("testcontainers");
  const container = await new GenericContainer("postgres:16-alpine")
    .withEnvironment({ POSTGRES_USER: "drydock", POSTGRES_HOST_AUTH_METHOD: "trust" })
    .withExposedPorts(POSTGRES_PORT)
    // The image starts the server twice: once to make the database, once to serve.
    .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
    .start();
  const url = `postgres://drydock@${container.getHost()}:${container.getMappedPort(POSTGRES_PORT)}/drydock`;
  return { url, stop: async () => void (await container.stop()) };
}

const POSTGRES_PORT = 5432;

/** Debian keeps them out of PATH, in a folder for each version. */
function serverPrograms(): string | undefined {
  const versions = "/usr/lib/postgresql";
  const folders = existsSync(versions)
    ? readdirSync(versions).map((version) => join(versions, version, "bin"))
    : [];
  const inPath = (process.env["PATH"] ?? "").split(":");
  return [...folders.toSorted().toReversed(), ...inPath].find((folder) => existsSync(join(folder, "initdb")));
}

/** The server refuses to run as root, so root lends it the account that Debian made for it. */
async function startPrograms(programs: string): Promise<PostgresServer> {
  const identity = process.getuid?.() === 0 ? await postgresUser() : undefined;
  const folder = mkdtempSync(join(tmpdir(), "drydock-postgres-"));
  if (identity !== undefined) await run("chown", [`${identity.uid}:${identity.gid}`, folder]);
  const data = join(folder, "data");
  const options = { cwd: "/", ...identity };
  await run(
    join(programs, "initdb"),
    ["-D", data, "-U", "drydock", "-A", "trust", "--no-sync", "-E", "UTF8"],
    options,
  );
  const port = await freePort();
  const url = `postgres://drydock@127.0.0.1:${port}/postgres`;
  let server = launch();

  function launch() {
    const settings = [
      "listen_addresses=127.0.0.1",
      "max_connections=200",
      `unix_socket_directories=${folder}`,
    ];
    const flags = settings.flatMap((setting) => ["-c", setting]);
    return spawn(join(programs, "postgres"), ["-D", data, "-p", String(port), ...flags], {
      ...options,
      stdio: "ignore",
    });
  }
  async function end(): Promise<void> {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    const { pid = 0 } = server;
    // Each connection is served by a process of its own session, which a signal to the group does not reach.
    const served = await run("pgrep", ["-P", String(pid)]).catch(() => ({ stdout: "" }));
    server.kill("SIGKILL");
    for (const child of served.stdout.split("\n").filter((line) => line !== "")) killQuietly(Number(child));
    await ended;
  }
  // Whoever is cut short leaves no server running.
  const kill = (): boolean => server.kill("SIGKILL");
  process.once("exit", kill);
  await untilReady(url);
  return {
    url,
    crash: end,
    async start() {
      server = launch();
      await untilReady(url);
    },
    async stop() {
      process.off("exit", kill);
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself when its parent did.
  }
}

async function postgresUser(): Promise<{ readonly uid: number; readonly gid: number }> {
  const idOf = async (flag: string): Promise<number> => Number((await run("id", [flag, "postgres"])).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

const READY_WITHIN_MS = 60_000;

async function untilReady(url: string): Promise<void> {
  const deadline = systemClock.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("SELECT 1");
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (systemClock.now() > deadline)
        throw new Error("The PostgreSQL for tests did not come up.", { cause });
      await systemClock.sleep(50);
    }
  }
}
