import { spawnSync } from 'node:child_process';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';

import manifest from '../../../package.json';

const ROOT = path.join(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

describe('the Dockerfile', () => {
	it('has nothing that its linter objects to', () => {
		expect(validate(read('Dockerfile'))).toEqual([]);
	});

	it('copies files that there are', () => {
		const sources = [...read('Dockerfile').matchAll(/^COPY (?:--chmod=\d+ )?([^-\s]\S*) /gm)].map(
			([, source = '']) => source,
		);
		expect(sources).toEqual(['.', 'docker/start-n8n.sh']);
		expect(sources.filter((source) => !existsSync(path.join(ROOT, source)))).toEqual([]);
	});

	it('is of the n8n that the package is tested with', () => {
		const [, version] = /ARG N8N_VERSION=(\S+)/.exec(read('Dockerfile')) ?? [];
		expect(version).toBe(manifest.devDependencies['n8n-core']);
	});

	it('leaves out what is not for the build', () => {
		const left = read('.dockerignore').trim().split('\n');
		expect(left).toEqual(expect.arrayContaining(['.git', 'node_modules', '.data', '.artefacts']));
	});
});

it("the compose file keeps n8n's data, and lets this machine in only", () => {
	const { services, volumes } = parse(read('compose.yaml')) as {
		services: { n8n: { build: string; ports: string[]; volumes: string[] } };
		volumes: Record<string, unknown>;
	};
	expect(services.n8n.build).toBe('.');
	expect(services.n8n.volumes).toEqual(['n8n_data:/home/node/.n8n']);
	expect(Object.keys(volumes)).toEqual(['n8n_data']);
	expect(services.n8n.ports).toEqual(['127.0.0.1:5678:5678']);
});

describe('the start of the image', () => {
	let folder: string;
	let modules: string;
	const start = (...args: string[]) => {
		const env = {
			PATH: process.env.PATH,
			N8N_USER_FOLDER: folder,
			GTM_MCP_PACKAGE: path.join(folder, 'package'),
			N8N_ENTRYPOINT: '/bin/echo',
		};
		return spawnSync(path.join(ROOT, 'docker/start-n8n.sh'), args, { env, encoding: 'utf8' });
	};

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-mcp-image-'));
		modules = path.join(folder, '.n8n/nodes/node_modules/n8n-nodes-gtm-mcp');
		mkdirSync(path.join(folder, 'package'));
		writeFileSync(path.join(folder, 'package', 'package.json'), '{"version":"new"}');
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('puts the package where n8n looks, and hands its words on to n8n', () => {
		const { stdout, stderr, status } = start('worker', '--concurrency=5');
		expect([stdout, stderr, status]).toEqual(['worker --concurrency=5\n', '', 0]);
		expect(readFileSync(path.join(modules, 'package.json'), 'utf8')).toContain('new');
	});

	it("takes the image's package the next time too, whatever lies in the volume", () => {
		mkdirSync(modules, { recursive: true });
		writeFileSync(path.join(modules, 'package.json'), '{"version":"old"}');
		start();
		expect(start().status).toBe(0);
		expect(lstatSync(modules).isSymbolicLink()).toBe(true);
		expect(readFileSync(path.join(modules, 'package.json'), 'utf8')).toContain('new');
	});
});
