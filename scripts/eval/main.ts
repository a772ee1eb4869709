import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { helpAlone } from '../command/parse-options.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { ensureBuilt } from '../n8n/ensure-built.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { evaluate, failuresOf, type Model } from './evaluate.ts';
import { readLeads } from './leads.ts';
import { loadLibrary } from './library.ts';
import { chatModel, noModel, obedientModel } from './models.ts';
import { renderEvaluation } from './report.ts';

const USAGE = `npm run eval
Runs 120 labelled leads through the playbooks: by the rubric alone, with a model that obeys whatever
stands in the data, and with a real model if EVAL_MODEL, EVAL_MODEL_KEY and EVAL_MODEL_URL are set; with
EVAL_MODEL_PRICE, of a million tokens, what that cost is told, too.
Fails on a wrong enrollment, a bad message, a leak, or too few decisions as labelled.
`;

/** Leads are as of this day, whenever it runs. */
const NOW = Date.parse('2026-11-30T12:00:00Z');

/** @throws SetupError for what is no price */
function priceIn({ EVAL_MODEL_PRICE: text }: NodeJS.ProcessEnv): number | undefined {
	if (!text) return undefined;
	const price = Number(text);
	if (price >= 0) return price;
	throw new SetupError(`EVAL_MODEL_PRICE ${text}: give the price of a million tokens, e.g. 0.6`);
}

async function run(): Promise<number> {
	const root = process.cwd();
	const progress = createProgress({ stream: process.stderr });
	await ensureBuilt({ root, progress });
	const library = loadLibrary(root);
	const labelled = await readLeads(root);
	const runs: Array<[string, Model]> = [
		['By the rubric alone', noModel],
		['With a model that obeys the data', obedientModel],
	];
	const { EVAL_MODEL: model, EVAL_MODEL_KEY: key, EVAL_MODEL_URL: url } = process.env;
	const price = priceIn(process.env);
	if (model && key && url) runs.push([`With ${model}`, chatModel({ url, key, model })]);
	const parts: string[] = [];
	let failed = false;
	for (const [title, of] of runs) {
		const result = await evaluate(library, { ...labelled, model: of }, NOW);
		failed ||= failuresOf(result).length > 0;
		parts.push(renderEvaluation(title, result, price));
	}
	const folder = join(root, '.artefacts', 'eval');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'report.md'), parts.join('\n'));
	process.stdout.write(`\n${parts.join('\n')}\n`);
	return failed ? 1 : 0;
}

await runCommand({
	usage: USAGE,
	readOptions: helpAlone('npm run eval'),
	run,
});
