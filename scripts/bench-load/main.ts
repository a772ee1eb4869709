import { median } from '../bench-client/measurement.ts';
import { loadPackage } from '../build/load-package.ts';
import { inUnpackedPackage, readManifest } from '../build/unpacked-package.ts';

/** Processes, each of which loads everything once. */
const ROUNDS = 9;

/**
 * Prints what loading every node and credential adds to the start of n8n, beside n8n-workflow in the
 * same processes. Measures dist/ as it is: `npm run build` first.
 */
async function main(): Promise<void> {
	await inUnpackedPackage(process.cwd(), async (unpacked) => {
		const { n8n } = await readManifest(unpacked);
		const reports = [];
		for (let round = 0; round < ROUNDS; round += 1) reports.push(await loadPackage(unpacked, n8n));
		const ours = median(reports.map(({ milliseconds }) => milliseconds));
		const peer = median(reports.map(({ peerMilliseconds }) => peerMilliseconds));
		process.stdout.write(
			`${reports[0]?.loaded.length} classes: ${ours.toFixed(0)} ms; ` +
				`n8n-workflow: ${peer.toFixed(0)} ms; ratio ${(ours / peer).toFixed(2)} ` +
				`(medians of ${ROUNDS} processes, Node ${process.version})\n`,
		);
	});
}

await main();
