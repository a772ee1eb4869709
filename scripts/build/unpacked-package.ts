import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `npm pack --json` tells. */
export interface Packed {
	filename: string;
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

/** What is read of the package's package.json. */
export interface Manifest {
	version: string;
	dependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

/**
 * Packs dist/ as npm does, unpacks it in a temporary folder and does the work there; the folder goes
 * in any case. n8n-workflow lies beside the package, as n8n provides it through NODE_PATH.
 */
export async function inUnpackedPackage<Result>(
	root: string,
	work: (unpacked: string, packed: Packed) => Promise<Result>,
): Promise<Result> {
	const folder = await mkdtemp(path.join(tmpdir(), 'gtm-mcp-package-'));
	try {
		const packed = await pack(root, folder);
		await run('tar', ['-xzf', path.join(folder, packed.filename), '-C', folder]);
		await mkdir(path.join(folder, 'node_modules'));
		await symlink(
			path.join(root, 'node_modules', 'n8n-workflow'),
			path.join(folder, 'node_modules', 'n8n-workflow'),
		);
		return await work(path.join(folder, 'package'), packed);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function pack(root: string, folder: string): Promise<Packed> {
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: root,
		maxBuffer: 64 * 1024 * 1024,
	});
	const [packed] = JSON.parse(stdout) as Packed[];
	if (packed === undefined) throw new Error('npm pack made no package');
	return packed;
}

export async function readManifest(unpacked: string): Promise<Manifest> {
	return JSON.parse(await readFile(path.join(unpacked, 'package.json'), 'utf8')) as Manifest;
}
