#!/bin/sh
# Puts the package of this image where n8n looks for community nodes, then starts n8n. That folder is in n8n's
# data, which is a volume: what an image has there is hidden, or is that of the image that made the volume.
set -eu

package="${GTM_MCP_PACKAGE:-/opt/n8n-nodes-gtm-mcp}"
modules="${N8N_USER_FOLDER:-$HOME}/.n8n/nodes/node_modules"

mkdir -p "$modules"
# One that was installed from the editor gives way: two versions cannot be loaded.
rm -rf "$modules/n8n-nodes-gtm-mcp"
ln -s "$package" "$modules/n8n-nodes-gtm-mcp"

exec "${N8N_ENTRYPOINT:-/docker-entrypoint.sh}" "$@"
