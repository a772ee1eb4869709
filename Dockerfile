# n8n with n8n-nodes-gtm-mcp in it. `docker build -t n8n-gtm-mcp .`, or `docker compose up`.
ARG N8N_VERSION=2.41.1

FROM node:24-bookworm AS build
WORKDIR /build
COPY . .
# Installs what package-lock.json names first. The package has no run-time dependencies: to unpack it is to install it.
RUN npm run build \
	&& mkdir /package \
	&& tar -xzf "$(npm pack --silent)" --directory /package --strip-components=1

FROM docker.n8n.io/n8nio/n8n:${N8N_VERSION}
COPY --from=build /package /opt/n8n-nodes-gtm-mcp
COPY --chmod=755 docker/start-n8n.sh /usr/local/bin/start-n8n
ENTRYPOINT ["tini", "--", "start-n8n"]
