import { GtmMcpClient } from '../../../nodes/GtmMcpClient/GtmMcpClient.node';
import { oddServers } from '../../peers/odd-servers/table';
import { gtmMcpClient } from './gtm-mcp-client';
import { runOddServer } from './run-odd-server';

const rows = Object.values(oddServers).flat();

it('there are many ways to be odd, and each is there once', () => {
	expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
	expect(rows.length).toBeGreaterThanOrEqual(120);
});

describe.each(Object.entries(oddServers))('%s: a server that', (_group, group) => {
	it.concurrent.each([...group])(
		'$what is used, or says why not',
		async (row) => {
			const { right, items, said } = await runOddServer(row, gtmMcpClient(new GtmMcpClient()));
			expect(right >= (row.atLeast ?? items) ? 'right' : said).toBe('right');
		},
		30_000,
	);
});
