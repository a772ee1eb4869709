import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { classesOf, listClasses } from '../../../../scripts/build/list-classes.ts';

const ROOT = path.join(__dirname, '..', '..', '..', '..');

test('package.json names every node and credential of the sources; the build writes them', async () => {
	const { n8n } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { credentials: string[]; nodes: string[] };
	};
	const { credentials, nodes } = n8n;
	expect({ credentials, nodes }).toEqual(await classesOf(ROOT));
});

describe('the list in package.json', () => {
	let root: string;

	beforeEach(async () => {
		root = await mkdtemp(path.join(tmpdir(), 'list-classes-'));
		for (const folder of ['credentials', 'nodes/GtmOne']) {
			await mkdir(path.join(root, folder), { recursive: true });
		}
		await writeFile(path.join(root, 'credentials', 'GtmB.credentials.ts'), '');
		await writeFile(path.join(root, 'credentials', 'GtmA.credentials.ts'), '');
		await writeFile(path.join(root, 'nodes', 'GtmOne', 'GtmOne.node.ts'), '');
		await writeFile(path.join(root, 'nodes', 'GtmOne', 'GtmOne.properties.ts'), '');
	});

	afterEach(async () => await rm(root, { recursive: true }));

	test('gets a class for every file of one, and everything else stays', async () => {
		const manifest = { name: 'x', n8n: { n8nNodesApiVersion: 1, nodes: ['dist/old.js'] } };
		await writeFile(path.join(root, 'package.json'), JSON.stringify(manifest));
		await listClasses(root);
		expect(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))).toEqual({
			name: 'x',
			n8n: {
				n8nNodesApiVersion: 1,
				credentials: [
					'dist/credentials/GtmA.credentials.js',
					'dist/credentials/GtmB.credentials.js',
				],
				nodes: ['dist/nodes/GtmOne/GtmOne.node.js'],
			},
		});
	});
});
