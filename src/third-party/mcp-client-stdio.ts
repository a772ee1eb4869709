/**
 * The part of the MCP SDK's client that starts local programs. Bundled by itself, so that who only
 * talks HTTP does not load it. Imported dynamically only.
 */
export { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
