import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { Sandbox } from '../../../../sandbox/frame/sandbox.ts';
import { VENDORS } from '../../../../sandbox/vendors/index.ts';
import { referredCredentials } from '../../../../scripts/n8n/import-example';
import type { NewWorkflow } from '../../../../scripts/n8n/rest-types';
import { exampleCredentials } from '../../../../scripts/start/examples';

const url = 'http://127.0.0.1:5680';
const vendors = [...new Sandbox({ vendors: VENDORS }).vendors].map(([id, { emulator }]) => ({
	id,
	name: emulator.name,
	baseUrl: `${url}/${id}`,
	key: emulator.keys[0].value,
}));
const offered = exampleCredentials(
	{ n8nUrl: 'http://localhost:5678', mcpKey: 'mcp-key', modelUrl: 'http://127.0.0.1:9/v1' },
	{ url, vendors },
);
const examples = path.join(__dirname, '../../../../examples');

it('there is one for each emulated vendor, under the name of the vendor', () => {
	const names = offered.map(({ name }) => name);
	for (const { name } of vendors) expect(names).toContain(`Sandbox ${name}`);
	// Besides: the keys of the MCP servers, for both sides, the model, and the key of the playbooks.
	expect(offered).toHaveLength(vendors.length + 4);
});

it.each(
	['.', 'servers', 'playbooks'].flatMap((folder) =>
		readdirSync(path.join(examples, folder))
			.filter((name) => name.endsWith('.json'))
			.map((name) => path.join(folder, name)),
	),
)('%s refers to no other', (file) => {
	const { nodes } = JSON.parse(readFileSync(path.join(examples, file), 'utf8')) as NewWorkflow;
	for (const referred of referredCredentials(nodes)) {
		expect(offered).toContainEqual(expect.objectContaining(referred));
	}
});
