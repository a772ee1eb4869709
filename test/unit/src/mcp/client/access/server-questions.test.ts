import { type AskingPeer, startAskingPeer } from '../../../../../peers/asking-peer';
import { completed, startScriptedPeer } from '../../../../../peers/scripted-peer';
import type { HttpPeer } from '../../../../../peers/http-peer';
import { TestBench, failureOf } from './test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

async function startLegacy(): Promise<AskingPeer> {
	const peer = await startAskingPeer();
	await bench.start(Promise.resolve(peer));
	return peer;
}

const form = (properties: object, required: string[]) => ({ type: 'object', properties, required });

describe('a server that asks on the stream', () => {
	it('gets the values of the caller, and the defaults of its own form', async () => {
		const peer = await startLegacy();
		const values = { name: 'Ada', notAsked: 1 };
		const answers = {
			elicitation: { kind: 'values' as const, values, otherwise: 'decline' as const },
		};
		await bench.access([peer.url], { answers }).callTool('ask', {});
		expect(peer.answers).toEqual([{ action: 'accept', content: { name: 'Ada', age: 30 } }]);
	});

	it('is declined, and the caller hears why, when a value is missing', async () => {
		const peer = await startLegacy();
		const answers = { elicitation: { kind: 'defaults' as const, otherwise: 'decline' as const } };
		const { report } = await bench.access([peer.url], { answers }).callTool('ask', {});
		expect(peer.answers).toEqual([{ action: 'decline' }]);
		expect(report.warnings).toEqual([
			expect.stringMatching(/asked for more than the answers contain/),
		]);
	});

	it('gets what a model says, and the directories', async () => {
		const peer = await startLegacy();
		const answers = {
			sampling: async () =>
				await Promise.resolve({
					role: 'assistant' as const,
					model: 'm',
					content: { type: 'text' as const, text: 'Hm.' },
				}),
			roots: [{ uri: 'file:///tmp/work' }],
		};
		const access = bench.access([peer.url], { answers });
		await access.callTool('think', {});
		await access.callTool('where', {});
		expect(peer.answers).toMatchObject([
			{ content: { text: 'Hm.' } },
			{ roots: [{ uri: 'file:///tmp/work' }] },
		]);
	});

	it('gets the answers of each call when several run at once', async () => {
		const peer = await startLegacy();
		const runtime = bench.runtime();
		const names = ['Ada', 'Bob', 'Cid', 'Dee'];
		await Promise.all(
			names.map(async (name) => {
				const elicitation = {
					kind: 'values' as const,
					values: { name },
					otherwise: 'cancel' as const,
				};
				await bench.access([peer.url], { answers: { elicitation } }, runtime).callTool('ask', {});
			}),
		);
		const given = peer.answers as Array<{ content: { name: string } }>;
		expect(given.map(({ content }) => content.name).toSorted()).toEqual(names);
	});

	it('is stopped when it asks without end', async () => {
		const peer = await startLegacy();
		const answers = {
			elicitation: { kind: 'decline' as const },
			roundsMax: 1,
		};
		await failureOf(bench.access([peer.url], { answers }).callTool('nag', {}));
		expect(peer.answers).toHaveLength(8);
	});

	it('is told that nobody answers when nothing is configured', async () => {
		const peer = await startLegacy();
		const error = await failureOf(bench.access([peer.url]).callTool('ask', {}));
		expect(error.message).toMatch(/elicitation/i);
		expect(peer.answers).toEqual([]);
	});
});

describe('a server that asks with an input_required result', () => {
	const question = {
		method: 'elicitation/create',
		params: {
			mode: 'form',
			message: 'Who?',
			requestedSchema: form({ name: { type: 'string' } }, ['name']),
		},
	};

	/** Asks until it has an answer, and gives it back as text. */
	async function startModern(): Promise<HttpPeer> {
		return await bench.start(
			startScriptedPeer(({ method, params, count }) => {
				if (method !== 'tools/call') return undefined;
				const { inputResponses, requestState } = params as {
					inputResponses?: Record<string, unknown>;
					requestState?: string;
				};
				if (!inputResponses) {
					const requestState = `state-${count}`;
					return {
						result: {
							resultType: 'input_required',
							inputRequests: { who: question },
							requestState,
						},
					};
				}
				const text = JSON.stringify({ requestState, inputResponses });
				return completed({ content: [{ type: 'text', text }] });
			}),
		);
	}

	it('gets the answers with its own state', async () => {
		const peer = await startModern();
		const values = { name: 'Ada' };
		const answers = {
			elicitation: { kind: 'values' as const, values, otherwise: 'decline' as const },
		};
		const { value } = await bench.access([peer.url], { answers }).callTool('send', {});
		expect(JSON.parse((value.content[0] as { text: string }).text)).toEqual({
			requestState: 'state-1',
			inputResponses: { who: { action: 'accept', content: { name: 'Ada' } } },
		});
	});

	it('gets the answers of each call when several run at once', async () => {
		const peer = await startModern();
		const runtime = bench.runtime();
		const texts = await Promise.all(
			['Ada', 'Bob', 'Cid'].map(async (name) => {
				const elicitation = {
					kind: 'values' as const,
					values: { name },
					otherwise: 'cancel' as const,
				};
				const access = bench.access([peer.url], { answers: { elicitation } }, runtime);
				const { value } = await access.callTool('send', {});
				return (value.content[0] as { text: string }).text;
			}),
		);
		expect(texts.map((text) => /Ada|Bob|Cid/.exec(text)?.[0])).toEqual(['Ada', 'Bob', 'Cid']);
	});

	it('is an error that says so when nothing answers', async () => {
		const peer = await startModern();
		const error = await failureOf(bench.access([peer.url]).callTool('send', {}));
		expect(error.message).toMatch(/asked a question/);
		expect(error.delivery).toBe('answered');
	});
});
