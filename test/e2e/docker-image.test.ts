import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { n8nContext } from './setup/n8n-context';
import manifest from '../../package.json';
import { freePort } from '../../scripts/n8n/free-port';
import { N8nRestClient } from '../../scripts/n8n/rest-client';
import { type RunningN8n, startN8n } from '../../scripts/n8n/start-n8n';

const { root, tarball, installFolder, artefactFolder } = n8nContext();

/**
 * What the Dockerfile does, step by step and without Docker: the tarball is unpacked where the image
 * has it, and an n8n whose data folder is empty starts by the image's own script.
 */
describe('the steps of the Docker image', () => {
	let folder: string;
	let n8n: RunningN8n;

	beforeAll(async () => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-mcp-image-'));
		const unpacked = path.join(folder, 'opt');
		const userFolder = path.join(folder, 'home');
		mkdirSync(unpacked);
		execFileSync('tar', ['-xzf', tarball, '--directory', unpacked, '--strip-components=1']);
		execFileSync(path.join(root, 'docker/start-n8n.sh'), [], {
			env: {
				PATH: process.env.PATH,
				N8N_USER_FOLDER: userFolder,
				GTM_MCP_PACKAGE: unpacked,
				N8N_ENTRYPOINT: 'true',
			},
		});
		n8n = await startN8n({
			root,
			installFolder,
			userFolder,
			port: await freePort(),
			logFile: path.join(artefactFolder, 'docker-image.log'),
			env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		});
	}, 180_000);

	afterAll(async () => {
		await n8n?.stop();
		rmSync(folder, { recursive: true, force: true });
	}, 60_000);

	it('end in an n8n that has every node, by the names that workflows call them', async () => {
		const client = new N8nRestClient(n8n.url);
		await client.setUpOwner({ email: 'owner@example.com', password: 'Image-0123456789' });
		const answer = await fetch(`${n8n.url}/types/nodes.json`, {
			headers: {
				cookie: `n8n-auth=${client.connection.cookie}`,
				'browser-id': client.connection.browserId,
			},
		});
		const types = (await answer.json()) as Array<{ name: string }>;
		const own = types
			.map(({ name }) => name)
			.filter((name) => name.startsWith(`${manifest.name}.`) && !name.endsWith('Tool'));
		const published = manifest.n8n.nodes.map((file) => {
			const name = path.basename(file, '.node.js');
			return `${manifest.name}.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
		});
		expect([...new Set(own)].toSorted()).toEqual(published.toSorted());
	});
});
