# The integration core as an image: the service's code in few files and the packages that it loads, nothing of the emulator or the load test.
#   docker build -t drydock .
#   docker run --read-only --env-file drydock.env -v ./config:/config:ro -p 8080:8080 drydock

FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
ENV npm_config_nodedir=/usr/local
WORKDIR /build
COPY package.json package-lock.json ./
# SQLite's driver is compiled where no ready-made one can be fetched; before the code comes, so that it stays as long as the lock does.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY tsconfig.json ./
COPY deploy/*.ts deploy/
COPY cli cli
COPY integration integration
RUN node --import tsx deploy/write-production-bundle.ts /image
WORKDIR /image
# The lock of the whole package holds every version here too; npm leaves out what this package.json does not name.
RUN cp /build/package-lock.json . && npm install --omit=dev --ignore-scripts
RUN mkdir -p node_modules/better-sqlite3/build/Release \
  && cp /build/node_modules/better-sqlite3/build/Release/better_sqlite3.node node_modules/better-sqlite3/build/Release/ \
  && node -e "require('better-sqlite3')(':memory:')"

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /image /app
# For a ledger in a file; the only place that is written.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8080 8081
# Whether the process lives; whether it can take orders is asked at /readyz, by the load balancer.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--enable-source-maps", "/app/dist/drydock.js"]
CMD ["serve", "--config", "/config/drydock.yaml"]
