import { readServer } from '../../../../../src/n8n/client/server-parameters';
import { sourceOf } from './parameters';

const read = (parameters: Record<string, unknown>) => readServer(sourceOf(parameters));
const urls = (parameters: Record<string, unknown>) => {
	const { primary, fallbacks } = read(parameters);
	return [...primary, ...fallbacks].map((endpoint) =>
		endpoint.kind === 'http' ? endpoint.url.href : endpoint.command,
	);
};

it('a URL is the server; without one, the credential says which', () => {
	expect(urls({ 'options.serverUrl': 'https://a.example/mcp' })).toEqual(['https://a.example/mcp']);
	expect(urls({ 'options.serverUrl': ' ' })).toEqual([]);
	expect(urls({ authentication: 'none', serverUrl: 'https://b.example/mcp' })).toEqual([
		'https://b.example/mcp',
	]);
});

it('the transport of the settings is that of the URL', () => {
	const { primary } = read({
		'options.serverUrl': 'https://a.example/sse',
		'options.transport': 'sse',
	});
	expect(primary).toMatchObject([{ transport: 'sse' }]);
});

it('fallback servers come after it, in their order', () => {
	const server = [{ url: 'https://b.example/mcp' }, { url: '' }, { url: 'https://c.example/mcp' }];
	expect(
		urls({ 'options.serverUrl': 'https://a.example/mcp', 'options.fallbackServers': { server } }),
	).toEqual(['https://a.example/mcp', 'https://b.example/mcp', 'https://c.example/mcp']);
});

it('a preset brings its URLs, its transport and what is known of its tools', () => {
	const { primary, known } = read({ server: 'preset', preset: 'smartlead' });
	expect(primary).toMatchObject([{ transport: 'sse' }]);
	expect(known).toEqual({ writes: [], reads: [] });
	const hubspot = read({ server: 'preset', preset: 'hubspot' });
	expect(hubspot.known.writes).toContain('manage_crm_objects');
	expect(hubspot.known.reads).toContain('search_crm_objects');
});

it('a command is its program, arguments, variables and folder', () => {
	const { primary } = read({
		server: 'command',
		command: ' npx ',
		commandArguments: ['-y', 'some-server', ''],
		environment: {
			variable: [
				{ name: ' REGION ', value: 'eu' },
				{ name: '', value: 'x' },
			],
		},
		workingFolder: '/srv',
	});
	expect(primary).toEqual([
		{
			kind: 'command',
			command: 'npx',
			args: ['-y', 'some-server'],
			env: { REGION: 'eu' },
			cwd: '/srv',
		},
	]);
});

it.each([
	{ wrong: { server: 'command', command: 'x', workingFolder: 'srv' }, says: /absolute path/ },
	{
		wrong: { server: 'command', command: 'npx -y some-server' },
		says: /'Command' contains more than the program/,
	},
	{ wrong: { 'options.serverUrl': 'ftp://a.example' }, says: /not an http or https URL/ },
	{ wrong: { 'options.serverUrl': 'https://me:pw@a.example' }, says: /user name or password/ },
	{ wrong: { server: 'preset', preset: 'mixpanel', presetEndpoint: 'x' }, says: /no endpoint "x"/ },
])('$says is refused', ({ wrong, says }) => {
	expect(() => read(wrong)).toThrow(says);
});
