/**
 * The MCP SDK's client. Bundled into dist by the build, like everything in this folder. It takes
 * about 150 ms to load, so it is only ever imported dynamically, by the function that connects;
 * everyone else imports types.
 */
export { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
export type { CallToolResult, ContentBlock, FetchLike, Tool } from '@modelcontextprotocol/client';
