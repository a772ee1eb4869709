import type { TemporaryN8n } from '../../n8n/temporary-n8n.ts';
import { N8nRestError } from '../../n8n/rest-connection.ts';
import type { CredentialSummary, ExecutionData } from '../../n8n/rest-types.ts';
import { agentWorkflow, START, TOOLS } from './agent-workflow.ts';
import { CONSTRUCTS } from './constructs.ts';
import type { Construct } from './constructs.ts';
import { startRecordingModel } from './recording-model.ts';
import type { OfferedTool, RecordingModel } from './recording-model.ts';
import { startSchemaServer } from './schema-server.ts';
import type { SchemaServer } from './schema-server.ts';
import { formRequest, SIDES, toolsNode } from './sides.ts';
import type { SideName } from './sides.ts';

/** What became of a tool's schema on its way through n8n. */
export interface View {
	construct: string;
	side: SideName;
	/** What the model provider got; undefined if the tool did not arrive. */
	model: Record<string, unknown> | undefined;
	/** Why the agent failed, if it did. */
	failure: string | undefined;
	/** The fields of the form, each with its type, in short; or why there is none. */
	form: string;
}

interface Bench {
	host: TemporaryN8n;
	model: RecordingModel;
	server: SchemaServer;
	credential: CredentialSummary;
}

interface Question {
	side: SideName;
	construct: Construct;
}

/** Runs an AI Agent of n8n whose only tool has the construct. */
async function modelView(
	{ host: { client }, model, server, credential }: Bench,
	{ side, construct }: Question,
): Promise<Pick<View, 'failure' | 'model'>> {
	const tools = toolsNode(side, server.urlOf(construct));
	const { id } = await client.createWorkflow(agentWorkflow(tools, credential));
	const started = await client.runWorkflow(id, { triggerToStartFrom: { name: START } });
	if (!('executionId' in started)) throw new Error('the agent did not start');
	const { data } = await client.waitForExecution(started.executionId);
	await client.deleteWorkflow(id);
	const offered = model.takeOffered().find((tool) => isTool(tool, construct.name));
	return { model: offered?.parameters, failure: failureOf(data.resultData) };
}

/** Both sub-nodes may put a name of theirs before that of the tool. */
const isTool = ({ name }: OfferedTool, tool: string) => name === tool || name.endsWith(`_${tool}`);

/** An agent says only that its sub-node failed; the sub-node knows why. */
function failureOf({ error, runData }: ExecutionData['resultData']): string | undefined {
	if (!error) return undefined;
	return runData[TOOLS]?.find((run) => run.error)?.error?.message ?? error.message;
}

async function formView(
	{ host: { client }, server }: Bench,
	{ side, construct }: Question,
): Promise<string> {
	const request = formRequest(side, server.urlOf(construct), construct.name);
	try {
		const { fields } = await client.resourceMapperFields(request);
		const described = fields.map(({ id, type, options }) => {
			const choices = Array.isArray(options) ? `(${options.length})` : '';
			return `\`${id}\`: ${typeof type === 'string' ? type : 'any'}${choices}`;
		});
		return described.length === 0 ? 'no fields' : described.join(', ');
	} catch (error) {
		if (!(error instanceof N8nRestError)) throw error;
		return 'an error';
	}
}

/** Has every construct seen by the model of an agent and by the form of a step, on both sides. */
export async function collectViews(host: TemporaryN8n): Promise<View[]> {
	const server = await startSchemaServer(CONSTRUCTS);
	const model = await startRecordingModel();
	try {
		const credential = await host.client.createCredential({
			name: 'Recording model',
			type: 'openAiApi',
			data: { apiKey: 'of-no-worth', url: model.url, header: false },
		});
		const bench: Bench = { host, model, server, credential };
		const views: View[] = [];
		for (const side of Object.keys(SIDES) as SideName[]) {
			for (const construct of CONSTRUCTS) {
				const question = { side, construct };
				const seen = await modelView(bench, question);
				const form = await formView(bench, question);
				views.push({ construct: construct.name, side, ...seen, form });
			}
		}
		return views;
	} finally {
		await model.stop();
		await server.stop();
	}
}
