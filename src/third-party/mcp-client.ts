/**
 * The MCP SDK's client. Bundled into dist by the build, like everything in this folder. It takes
 * about 150 ms to load, so it is only ever imported dynamically, by the function that connects;
 * everyone else imports types. OAuth is part of it, because the SDK's transports hold it anyway.
 */
export {
	Client,
	auth,
	computeScopeUnion,
	extractWWWAuthenticateParams,
	isStrictScopeSuperset,
} from '@modelcontextprotocol/client';
export type {
	CallToolResult,
	ClientCapabilities,
	CompleteResult,
	ContentBlock,
	CreateMessageRequest,
	CreateMessageResult,
	ElicitRequest,
	ElicitResult,
	FetchLike,
	GetPromptResult,
	JSONRPCMessage,
	MessageExtraInfo,
	OAuthClientProvider,
	OAuthTokens,
	PriorDiscovery,
	Prompt,
	ReadResourceResult,
	RequestOptions,
	Resource,
	ResourceTemplateType as ResourceTemplate,
	ServerCapabilities,
	Tool,
	Transport,
	TransportSendOptions,
} from '@modelcontextprotocol/client';
