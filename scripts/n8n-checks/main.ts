import { inUnpackedPackage } from '../build/unpacked-package.ts';
import { buildPackage, isBuilt } from '../n8n/build-package.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { compareWithExplained, EXPLAINED } from './explained.ts';
import type { Finding, Place } from './explained.ts';
import { findingsIn } from './findings.ts';

/** How often each rule is broken at a place, and whether that is explained. */
function render(findings: readonly Finding[], place: Place): string {
	const counts = Map.groupBy(findings, ({ rule }) => rule);
	const lines = [...counts].map(([rule, found]) => {
		const why = EXPLAINED.find((one) => one.rule === rule && one.in.includes(place))?.why;
		return `  ${rule}: ${found.length}. ${why ?? 'NOT EXPLAINED'}`;
	});
	return `${place}: ${findings.length} findings\n${lines.join('\n')}\n\n`;
}

/** Says whether all that was found is explained, and shows what is not. */
function judge(findings: readonly Finding[], place: Place): boolean {
	process.stdout.write(render(findings, place));
	const { unexplained, outdated } = compareWithExplained(findings, place);
	for (const { file, line, rule, message } of unexplained) {
		process.stdout.write(`${file}:${line} ${rule}: ${message}\n`);
	}
	for (const rule of outdated) {
		process.stdout.write(`${rule} finds nothing any more: take it out of explained.ts\n`);
	}
	return unexplained.length === 0 && outdated.length === 0;
}

/** Runs n8n's check for community packages on the sources and on the package as npm packs it. */
async function main(): Promise<void> {
	const root = process.cwd();
	if (!(await isBuilt(root))) await buildPackage(root, nodeRuntime(root));
	const sources = judge(await findingsIn(root, 'sources'), 'sources');
	const inPackage = await inUnpackedPackage(root, (folder) => findingsIn(folder, 'package'));
	process.exitCode = judge(inPackage, 'package') && sources ? 0 : 1;
}

await main();
