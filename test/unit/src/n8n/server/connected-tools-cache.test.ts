import { ConnectedToolsCache } from '../../../../../src/n8n/server/connected-tools-cache';

const tool = {
	name: 'search',
	description: 'Searches',
	inputSchema: {},
	nodeName: 'Search',
	invoke: async () => await Promise.resolve(),
};
const { invoke: _invoke, ...known } = tool;

describe('what is known of connected tools', () => {
	it('is found out once for all who ask at the same time', async () => {
		const cache = new ConnectedToolsCache(() => 0);
		const discover = jest.fn(() => undefined);
		const asked = [cache.get('s', discover), cache.get('s', discover)];
		cache.learn('s', [tool]);
		expect(await Promise.all(asked)).toEqual([[known], [known]]);
		expect(discover).toHaveBeenCalledTimes(1);
	});

	it('that cannot be found out fails for all who wait, at once, and is tried anew', async () => {
		const cache = new ConnectedToolsCache(() => 0);
		const fail = async () => await Promise.reject(new Error('no execution'));
		const ends = await Promise.allSettled([cache.get('s', fail), cache.get('s', fail)]);
		expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(await cache.get('s', async () => await Promise.resolve([known]))).toEqual([known]);
	});
});
