import type { McpServerAccess } from '../../../../../src/mcp/client/access/mcp-server-access';
import { McpClientError } from '../../../../../src/mcp/client/client-error';
import { fetchLinks } from '../../../../../src/n8n/client/linked-resources';
import type { CallToolResult } from '../../../../../src/third-party/mcp-client';

const report = {
	endpoint: 'https://a.example/mcp',
	attempts: 1,
	waitedMs: 0,
	cached: 'no' as const,
	warnings: [],
};

const link = (uri: string) => ({ type: 'resource_link' as const, uri, name: uri });

async function follow(
	content: CallToolResult['content'],
	readLink: (uri: string) => Error | string,
) {
	const warnings: string[] = [];
	const access = {
		readLink: async ({ uri }: { uri: string }) => {
			const read = readLink(uri);
			if (read instanceof Error) throw read;
			return await Promise.resolve({ value: { contents: [{ uri, text: read }] }, report });
		},
	} as unknown as McpServerAccess;
	const warn = (message: string) => void warnings.push(message);
	const result = await fetchLinks({ content }, access, {}, () => undefined, warn);
	return { content: result.content, warnings };
}

it('puts what a link leads to in its place', async () => {
	const text = { type: 'text' as const, text: 'See' };
	const { content } = await follow([text, link('a:1')], () => 'found');
	expect(content).toEqual([text, { type: 'resource', resource: { uri: 'a:1', text: 'found' } }]);
});

it('keeps a link that cannot be read, and says so', async () => {
	const gone = new McpClientError('read', 'Not there', { hint: '' });
	const { content, warnings } = await follow([link('a:1')], () => gone);
	expect(content).toEqual([link('a:1')]);
	expect(warnings).toEqual(['A resource link was not fetched: Not there']);
});

it('follows twenty links and no more', async () => {
	const links = Array.from({ length: 22 }, (_, index) => link(`a:${index}`));
	const { content, warnings } = await follow(links, () => 'x');
	expect(content.filter(({ type }) => type === 'resource')).toHaveLength(20);
	expect(warnings).toHaveLength(2);
});

it('does not hide a fault of its own', async () => {
	await expect(follow([link('a:1')], () => new TypeError('bug'))).rejects.toThrow('bug');
});
