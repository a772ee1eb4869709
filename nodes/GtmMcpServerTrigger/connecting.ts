const DOCS =
	'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/server/clients.md';

const SIGN_IN_DOCS =
	'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/server/sign-in.md';

/**
 * What to paste into a client. n8n evaluates no expression in the texts of a trigger's panel, so that
 * URL and key are words to replace; the panel shows the URL itself above.
 */
export const CLAUDE_CODE_LINE =
	'claude mcp add --transport http gtm PRODUCTION_URL --header "Authorization: Bearer YOUR_KEY"';

const CURSOR_LINE =
	'{ "mcpServers": { "gtm": { "url": "PRODUCTION_URL", "headers": { "Authorization": "Bearer YOUR_KEY" } } } }';

const VS_CODE_LINE =
	'{ "servers": { "gtm": { "type": "http", "url": "PRODUCTION_URL", "headers": { "Authorization": "Bearer YOUR_KEY" } } } }';

const CLAUDE_DESKTOP_LINE =
	'{ "mcpServers": { "gtm": { "command": "npx", "args": ["-y", "mcp-remote", "PRODUCTION_URL", "--header", "Authorization:${AUTHORIZATION}"], "env": { "AUTHORIZATION": "Bearer YOUR_KEY" } } } }';

/** n8n shows one text to everyone who publishes, whatever is set. */
export const WITHOUT_KEY =
	"claude.ai and ChatGPT take no key: for them, set Authentication to Sign-In. On n8n's own URL they may find the login of n8n instead; Options > Listen On > Own Port avoids it.";

/** A line for each client, as HTML; lines of JSON go into the file that the page names. */
export const CLIENT_LINES = [
	['Claude Code', CLAUDE_CODE_LINE],
	['Claude Desktop', CLAUDE_DESKTOP_LINE],
	['Cursor', CURSOR_LINE],
	['VS Code', VS_CODE_LINE],
]
	.map(([client, line]) => `<b>${client}</b><br><code>${line}</code>`)
	.join('<br><br>')
	.concat(
		`<br><br><a href="${DOCS}" target="_blank">Where each line goes</a>`,
		`<br><br><b>claude.ai, ChatGPT</b><br>They take no key. Set Authentication to Sign-In and give them the URL alone. <a href="${SIGN_IN_DOCS}" target="_blank">How people sign in</a>`,
	);
