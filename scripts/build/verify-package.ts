import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { build } from 'esbuild';

const run = promisify(execFile);

/** Everything that the tarball may hold. */
const ALLOWED_FILES = [
	/^package\.json$/,
	/^README\.md$/,
	/^LICENSE$/,
	/^dist\/THIRD-PARTY-LICENSES\.txt$/,
	/^dist\/classes\.js$/,
	/^dist\/(credentials|nodes|src\/third-party)\/.+\.js$/,
	/^dist\/nodes\/.+\.node\.json$/,
	/^dist\/icons\/[a-z0-9.-]+\.svg$/,
];
const NEEDED_FILES = ['package.json', 'README.md', 'LICENSE', 'dist/THIRD-PARTY-LICENSES.txt'];

/** Bounds of the tarball and of what it becomes on disk, in bytes. */
const MOST_PACKED = 1_500_000;
const MOST_UNPACKED = 5_000_000;
/** Time that loading every node and credential may add to the start of n8n, in milliseconds. */
const SLOWEST_LOAD = 300;

interface Packed {
	filename: string;
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

interface Manifest {
	version: string;
	dependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

interface LoadReport {
	milliseconds: number;
	loaded: string[];
	problems: string[];
}

/**
 * Packs the package and looks at it as n8n will: which files, what they require, whether every
 * declared class loads, how long that takes.
 *
 * @param say gets one line a finding
 * @throws Error with every violation found
 */
export async function verifyPackage(root: string, say: (line: string) => void): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), 'gtm-mcp-verify-'));
	try {
		const packed = await pack(root, folder);
		const unpacked = await unpack(folder, packed, root);
		const manifest = JSON.parse(
			await readFile(path.join(unpacked, 'package.json'), 'utf8'),
		) as Manifest;
		const report = await load(unpacked, manifest);
		const violations = [
			...checkFiles(packed),
			...(await checkRequires(unpacked, packed)),
			...(await checkManifest(root, manifest)),
			...checkLoad(report),
		];
		say(
			`verify: ${packed.files.length} files, ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked; ` +
				`${report.loaded.length} classes load in ${report.milliseconds.toFixed(0)} ms`,
		);
		if (violations.length > 0) {
			throw new Error(`The package cannot be published:\n- ${violations.join('\n- ')}`);
		}
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

/** Unpacks with n8n-workflow beside the package, which n8n provides through NODE_PATH. */
async function unpack(folder: string, { filename }: Packed, root: string): Promise<string> {
	await run('tar', ['-xzf', path.join(folder, filename), '-C', folder]);
	await mkdir(path.join(folder, 'node_modules'));
	await symlink(
		path.join(root, 'node_modules', 'n8n-workflow'),
		path.join(folder, 'node_modules', 'n8n-workflow'),
	);
	return path.join(folder, 'package');
}

function checkFiles({ files, size, unpackedSize }: Packed): string[] {
	const paths = files.map((file) => file.path);
	return [
		...paths
			.filter((file) => !ALLOWED_FILES.some((pattern) => pattern.test(file)))
			.map((file) => `${file} does not belong into the tarball`),
		...NEEDED_FILES.filter((file) => !paths.includes(file)).map((file) => `${file} is missing`),
		...(size > MOST_PACKED
			? [`${kilobytes(size)} packed is more than ${kilobytes(MOST_PACKED)}`]
			: []),
		...(unpackedSize > MOST_UNPACKED
			? [`${kilobytes(unpackedSize)} unpacked is more than ${kilobytes(MOST_UNPACKED)}`]
			: []),
	];
}

/**
 * What the scripts load beside Node, n8n-workflow and each other. Read from the syntax tree, for
 * bundled code also writes about loading modules in texts that it never runs.
 */
async function checkRequires(unpacked: string, { files }: Packed): Promise<string[]> {
	const found = new Set<string>();
	await build({
		entryPoints: files.map((file) => file.path).filter((file) => file.endsWith('.js')),
		absWorkingDir: unpacked,
		outdir: 'unused',
		bundle: true,
		write: false,
		platform: 'node',
		logLevel: 'silent',
		plugins: [
			{
				name: 'collect-requires',
				setup: (bundler) => {
					bundler.onResolve({ filter: /^[^.]/ }, ({ path: name, importer, kind }) => {
						if (kind === 'entry-point') return undefined;
						if (!isBuiltin(name) && name !== 'n8n-workflow') {
							found.add(`${path.relative(unpacked, importer)} requires ${name}`);
						}
						return { path: name, external: true };
					});
				},
			},
		],
	});
	return [...found].sort();
}

async function checkManifest(root: string, manifest: Manifest): Promise<string[]> {
	const source = await readFile(path.join(root, 'src', 'package-version.ts'), 'utf8');
	return [
		...(Object.keys(manifest.dependencies ?? {}).length > 0
			? ['package.json has run-time dependencies']
			: []),
		...(source.includes(`'${manifest.version}'`)
			? []
			: [`src/package-version.ts does not say ${manifest.version}`]),
	];
}

/** Loads every class in a process of its own, so that nothing is warm; n8n-workflow is, as in n8n. */
async function load(unpacked: string, { n8n }: Manifest): Promise<LoadReport> {
	const files = [...n8n.nodes, ...n8n.credentials];
	const { stdout } = await run(process.execPath, ['-e', LOAD_SCRIPT, unpacked, ...files]);
	return JSON.parse(stdout) as LoadReport;
}

const LOAD_SCRIPT = `
const path = require('node:path');
const { existsSync } = require('node:fs');
const [root, ...files] = process.argv.slice(1);
const load = require('node:module').createRequire(path.join(root, 'package.json'));
load('n8n-workflow');
const problems = [], loaded = [];
const begin = performance.now();
const classes = files.map((file) => {
	try { return [file, load(path.join(root, file))]; } catch (error) { problems.push(file + ' does not load: ' + error.message); return [file, {}]; }
});
const milliseconds = performance.now() - begin;
for (const [file, exported] of classes) {
	const name = path.basename(file).split('.')[0];
	if (typeof exported[name] !== 'function') { problems.push(file + ' does not export ' + name); continue; }
	const instance = new exported[name]();
	const { icon } = instance.description ?? instance;
	for (const reference of typeof icon === 'string' ? [icon] : Object.values(icon ?? { none: 'file:none' })) {
		const target = path.resolve(root, path.dirname(file), reference.replace('file:', ''));
		if (!existsSync(target)) problems.push(file + ' has no icon ' + reference);
	}
	loaded.push(name);
}
console.log(JSON.stringify({ milliseconds, loaded, problems }));
`;

function checkLoad({ milliseconds, problems }: LoadReport): string[] {
	return [
		...problems,
		...(milliseconds > SLOWEST_LOAD
			? [`loading takes ${milliseconds.toFixed(0)} ms, more than ${SLOWEST_LOAD} ms`]
			: []),
	];
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(0)} kB`;
}
