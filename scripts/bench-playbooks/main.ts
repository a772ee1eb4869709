import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type ChatModel, startChatModel } from '../../sandbox/chat-model/server.ts';
import { createDemoScript } from '../../sandbox/demo-model/demo-model.ts';
import { describeVendor } from '../../sandbox/frame/control.ts';
import { listen } from '../../sandbox/frame/http-server.ts';
import { Sandbox } from '../../sandbox/frame/sandbox.ts';
import { VENDORS } from '../../sandbox/vendors/index.ts';
import { buildWorld } from '../../sandbox/world/build-world.ts';
import { goodLeads } from '../../sandbox/world/good-leads.ts';
import { conditions } from '../command/conditions.ts';
import { helpAlone } from '../command/parse-options.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { SetupError } from '../n8n/setup-error.ts';
import { publishNew, startTemporaryN8n, type TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { importExamples } from '../start/examples.ts';
import { BARE_PATH, bareWorkflow, modelRequest, requestOf } from './bare-workflow.ts';
import { measureBare, measureLead } from './measure.ts';
import { goal, type Measured, renderReport, type Taken } from './report.ts';

const USAGE = `npm run bench:playbooks
Imports the examples as npm start does, sends ten leads through the form, and says how long each takes
until it is enrolled, beside a workflow of the same calls without playbooks. Fails over 5 seconds of our
own time.
`;

const LEADS = 10;
const QUALIFY = 'Qualify an inbound lead';

async function openVendors() {
	const sandbox = new Sandbox({ vendors: VENDORS, world: buildWorld({ asOf: Date.now() }) });
	const { url, close } = await listen(sandbox, 0);
	const vendors = [...sandbox.vendors].map(([id, vendor]) => {
		const { name, baseUrl, keys } = describeVendor(vendor, url);
		return { id, name, baseUrl, key: keys[0].value };
	});
	return { sandbox, url, vendors, close };
}

async function measure(
	root: string,
	{ n8n, client }: TemporaryN8n,
	{ sandbox, url, vendors }: Awaited<ReturnType<typeof openVendors>>,
	model: ChatModel,
): Promise<Measured> {
	const host = { n8nUrl: n8n.url, mcpKey: 'bench-key-0123456789-0123456789', modelUrl: model.url };
	const examples = { client, root, host, sandbox: { url, vendors }, imported: {} };
	const { workflows } = await importExamples(examples);
	const workflowId = workflows.find(({ name }) => name === QUALIFY)?.id;
	if (workflowId === undefined) throw new SetupError(`there is no example “${QUALIFY}”`);
	const place = { client, sandbox, n8nUrl: n8n.url };

	const leads = goodLeads(sandbox.world)
		.slice(0, 4 * LEADS)
		.values();
	const next = async () => {
		for (const lead of leads) {
			model.requests.length = 0;
			const taken = await measureLead({ ...place, workflowId }, lead);
			if (taken !== undefined) return { ...taken, modelCalls: model.requests.length };
		}
		throw new SetupError('the playbooks enroll too few of the leads');
	};
	// The first one opens stores and connections, and says what a lead asks of vendors and model.
	const { calls, modelCalls } = await next();
	const playbooks: Taken[] = [];
	while (playbooks.length < LEADS) playbooks.push(await next());

	const requests = [
		...calls.map((call) => requestOf(call, url, vendors)),
		...Array.from({ length: modelCalls }, () => modelRequest(model.url)),
	];
	const { id } = await publishNew(client, bareWorkflow(requests));
	await measureBare({ ...place, workflowId: id }, BARE_PATH);
	const bare: Taken[] = [];
	for (let round = 0; round < LEADS; round += 1) {
		bare.push(await measureBare({ ...place, workflowId: id }, BARE_PATH));
	}
	return { playbooks, bare, vendorCalls: calls.length, modelCalls };
}

async function report(file: string, measured: Measured): Promise<number> {
	const { text, met } = goal(measured);
	const page = [conditions(), '', renderReport(measured), '', `- ${text}`, ''].join('\n');
	await writeFile(file, page);
	process.stdout.write(`\n${page}\ntable: ${file}\n`);
	return met ? 0 : 1;
}

async function run(): Promise<number> {
	const root = process.cwd();
	const artefactFolder = join(root, '.artefacts', 'bench');
	await mkdir(artefactFolder, { recursive: true });
	const progress = createProgress({ stream: process.stderr });
	const vendors = await openVendors();
	const model = await startChatModel(createDemoScript([]));
	const host = await startTemporaryN8n({ root, progress, artefactFolder });
	try {
		const measured = await progress.step('measuring', () => measure(root, host, vendors, model));
		return await report(join(artefactFolder, 'playbooks.md'), measured);
	} finally {
		await host.stop();
		await model.close();
		await vendors.close();
	}
}

await runCommand({
	usage: USAGE,
	readOptions: helpAlone('npm run bench:playbooks'),
	run,
});
