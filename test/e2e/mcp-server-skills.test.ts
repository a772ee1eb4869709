import { inspect } from './clients/inspector';
import { n8nContext } from './setup/n8n-context';
import { publishTrigger } from './setup/published-trigger';
import { vendorCredential } from './setup/vendor-credentials';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { contextSkills } from '../../src/n8n/server/context-provider/context-skills';

const { root, url } = n8nContext();
const PATH = 'verified-skills';

/** The Inspector starts anew for each run. */
jest.setTimeout(120_000);

/** What the Inspector says of one skill. */
interface Report {
	name: string;
	outcome: string;
	conformance: unknown[];
	frontmatter: unknown[];
	files: Array<{ status: string }>;
}

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

beforeAll(async () => {
	sandbox = await openSandbox();
	const { id, name } = await vendorCredential(sandbox.url, 'gtmHubspotApi');
	await publishTrigger(
		{ path: PATH, branches: {}, options: { contextGraph: 'write' } },
		[
			{
				name: 'Toolkit',
				type: 'n8n-nodes-gtm-mcp.gtmToolkit',
				parameters: { server: 'crm.hubspot', writes: 'ask' },
				credentials: { gtmHubspotApi: { id, name } },
			},
		],
		{
			connections: {
				Trigger: {},
				Toolkit: { ai_tool: [[{ node: 'Trigger', type: 'ai_tool', index: 0 }]] },
			},
		},
	);
});

afterAll(async () => await sandbox?.close());

describe.each(['legacy', 'modern', 'auto'])('MCP Inspector in the era "%s"', (era) => {
	const verify = async (...method: string[]) => {
		const target = [`${url}/mcp/${PATH}`, '--transport', 'http', '--protocol-era', era];
		const run = await inspect(root, [...target, ...method, '--verify', '--require-digests']);
		expect(run).toMatchObject({ exitCode: 0 });
		return {
			summary: run.stderr,
			reports: run.stdout
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as Report),
		};
	};

	it('verifies the skills of a context graph and a toolkit: every digest, size and frontmatter', async () => {
		const { reports, summary } = await verify('--method', 'skills/list');
		const names = [...contextSkills.map(({ name }) => name), 'use-hubspot-crm'];
		expect(reports.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
		for (const { outcome, conformance, frontmatter, files } of reports) {
			expect({ outcome, conformance, frontmatter }).toEqual({
				outcome: 'verified',
				conformance: [],
				frontmatter: [],
			});
			expect(files).toHaveLength(1);
		}
		expect(summary).toContain(`Verified ${names.length} skills`);
	});

	it('verifies one that it asks for by its address', async () => {
		const uri = 'skill://gtm/qualify-lead/SKILL.md';
		const { reports } = await verify('--method', 'skills/get', '--uri', uri);
		expect(reports).toMatchObject([{ name: 'qualify-lead', outcome: 'verified' }]);
	});
});
