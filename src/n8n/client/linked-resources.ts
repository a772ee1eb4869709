import { McpClientError } from '../../mcp/client/client-error';
import type { McpServerAccess, RequestOptions } from '../../mcp/client/access/mcp-server-access';
import type { CallReport } from '../../mcp/client/access/call-report';
import type { CallToolResult, ContentBlock } from '../../third-party/mcp-client';

/** A result may link to whatever it likes; so many links are followed. */
const LINKS_MAX = 20;

/**
 * The result with its resource links replaced by what they lead to. A link that cannot be read stays
 * a link: the result itself is not lost for it.
 */
export async function fetchLinks(
	result: CallToolResult,
	access: McpServerAccess,
	options: RequestOptions,
	hear: (report: CallReport) => void,
	warn: (message: string) => void,
): Promise<CallToolResult> {
	let left = LINKS_MAX;
	const content: ContentBlock[] = [];
	for (const block of result.content) {
		if (block.type !== 'resource_link') {
			content.push(block);
			continue;
		}
		if (left-- <= 0) {
			warn(`More than ${LINKS_MAX} resource links. The rest was not fetched`);
			content.push(block);
			continue;
		}
		try {
			const { value, report } = await access.readLink(block, options);
			hear(report);
			content.push(...value.contents.map((resource) => ({ type: 'resource' as const, resource })));
		} catch (error) {
			if (!(error instanceof McpClientError)) throw error;
			warn(`A resource link was not fetched: ${error.message}`);
			content.push(block);
		}
	}
	return { ...result, content };
}
