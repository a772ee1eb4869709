import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface LoadReport {
	/** What loading every node and credential adds to the start of n8n. */
	milliseconds: number;
	/** What n8n-workflow took in the same process, which n8n loads in any case. */
	peerMilliseconds: number;
	/** Names of the classes. */
	loaded: string[];
	problems: string[];
}

/**
 * Loads every class in a process of its own, so that nothing is warm; n8n-workflow is, as in n8n.
 *
 * @param unpacked the package's folder, beside a node_modules that holds n8n-workflow
 */
export async function loadPackage(
	unpacked: string,
	{ nodes, credentials }: { nodes: string[]; credentials: string[] },
): Promise<LoadReport> {
	const args = ['-e', LOAD_SCRIPT, unpacked, ...nodes, ...credentials];
	const { stdout } = await run(process.execPath, args);
	return JSON.parse(stdout) as LoadReport;
}

const LOAD_SCRIPT = `
const path = require('node:path');
const { existsSync } = require('node:fs');
const [root, ...files] = process.argv.slice(1);
const load = require('node:module').createRequire(path.join(root, 'package.json'));
const start = performance.now();
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
console.log(JSON.stringify({ milliseconds, peerMilliseconds: begin - start, loaded, problems }));
`;
