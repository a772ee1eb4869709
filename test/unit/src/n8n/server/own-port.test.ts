import {
	addressOf,
	describePortFailure,
	OwnPortError,
	readOwnPort,
} from '../../../../../src/n8n/server/own-port';

const described = { host: '127.0.0.1', port: 8808, path: 'gtm', options: {} };
const failure = (code: string) => Object.assign(new Error(`listen ${code}`), { code });

describe('the own port', () => {
	it.each([
		['127.0.0.1', 'http://127.0.0.1:8808/gtm'],
		['::1', 'http://[::1]:8808/gtm'],
		['[::1]', 'http://[::1]:8808/gtm'],
		['localhost', 'http://localhost:8808/gtm'],
	])('of the host %s is reached at %s', (host, url) => {
		expect(readOwnPort({ ...described, host }).url).toBe(url);
	});

	it('is reached by its public URL if it has one, and by its path as browsers write it', () => {
		const publicUrl = 'https://mcp.example.com/gtm';
		expect(readOwnPort({ ...described, options: { publicUrl } }).url).toBe(publicUrl);
		expect(readOwnPort({ ...described, path: '/vertrieb-ä/' })).toMatchObject({
			path: '/vertrieb-ä',
			url: 'http://127.0.0.1:8808/vertrieb-%C3%A4',
		});
	});

	it('is the same by a name of this machine and by its address', async () => {
		expect(await addressOf('localhost')).toBe(await addressOf('127.0.0.1'));
		await expect(addressOf('no-such-host.invalid')).rejects.toThrow(OwnPortError);
	});

	it.each([
		[failure('EADDRINUSE'), /another program uses it\. Choose another Port/],
		[failure('EADDRNOTAVAIL'), /the Host is not an address of this machine/],
		[failure('EACCES'), /Choose a Port above 1023/],
		[new Error('another trigger already uses /gtm'), /another trigger already uses \/gtm/],
	])('that cannot be had says why: %s', (error, reason) => {
		expect(describePortFailure(readOwnPort(described), error)).toMatch(reason);
	});
});
