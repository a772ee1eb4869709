/**
 * The MCP SDK's client. Bundled into dist by the build, like everything in this folder. It takes
 * about 150 ms to load, so it is only ever imported dynamically, by the function that connects;
 * everyone else imports types.
 */
export {
	Client,
	SSEClientTransport,
	StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
export type {
	CallToolResult,
	CompleteResult,
	ContentBlock,
	CreateMessageRequest,
	CreateMessageResult,
	ElicitResult,
	FetchLike,
	GetPromptResult,
	OAuthClientProvider,
	Prompt,
	ReadResourceResult,
	Resource,
	ResourceTemplateType as ResourceTemplate,
	ServerCapabilities,
	Tool,
} from '@modelcontextprotocol/client';
