import { McpClientError } from '../../../../../src/mcp/client/client-error';
import {
	displayUrl,
	parseServerUrl,
	resolveServerUrl,
} from '../../../../../src/mcp/client/server-url';

describe('the key of a credential stays at its origin', () => {
	const credential = 'https://mcp.example.com/v1/mcp?team=7';

	it.each([
		{ override: '', url: credential },
		{ override: '  ', url: credential },
		{ override: 'https://mcp.example.com/v2/mcp', url: 'https://mcp.example.com/v2/mcp' },
		{ override: 'https://MCP.example.com:443/', url: 'https://mcp.example.com/' },
	])('"$override" gives $url', ({ override, url }) => {
		expect(resolveServerUrl(credential, override).href).toBe(url);
	});

	it.each([
		'http://mcp.example.com/mcp',
		'https://mcp.example.com:8443/mcp',
		'https://example.com/mcp',
		'https://mcp.example.com.evil.test/mcp',
		'https://evil.test/https://mcp.example.com/mcp',
	])('%s is refused', (override) => {
		expect(() => resolveServerUrl(credential, override)).toThrow(
			/is not on https:\/\/mcp.example.com, the origin of the credential/,
		);
	});
});

it.each([
	'',
	' ',
	'mcp.example.com',
	'/mcp',
	'ftp://example.com',
	'https://user:pw@example.com/mcp',
])('"%s" is no server URL', (text) => {
	expect(() => parseServerUrl(text)).toThrow(McpClientError);
});

it('a URL is shown without its query', () => {
	expect(displayUrl(new URL('https://example.com/mcp?key=secret#x'))).toBe(
		'https://example.com/mcp',
	);
});
