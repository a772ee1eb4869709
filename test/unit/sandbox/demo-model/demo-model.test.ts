import type { Conversation, Message } from '../../../../sandbox/chat-model/conversation.ts';
import type { Reply } from '../../../../sandbox/chat-model/scenario.ts';
import { createDemoScript } from '../../../../sandbox/demo-model/demo-model.ts';
import { readRequest } from '../../../../sandbox/demo-model/request.ts';
import { buildWorld } from '../../../../sandbox/world/build-world.ts';
import { sentencesFor } from '../../../../scripts/start/sentences.ts';

const TOOLS = [
	'qualify_inbound_lead',
	'find_contact',
	'save_contact',
	'enrich_person',
	'list_sequences',
	'enroll_contact',
];

type Said = Extract<Reply, { text: string }>;
type Called = { toolCalls: Array<{ name: string; arguments: Record<string, unknown> }> };

const sentences = sentencesFor(buildWorld().examples);
const script = createDemoScript(sentences.gtm.map(({ say }) => say));

function conversation(messages: Message[], tools = TOOLS): Conversation {
	return { model: 'demo', stream: false, messages, tools: tools.map((name) => ({ name })) };
}

const user = (text: string): Message => ({ role: 'user', text, toolCalls: [] });

/** Talks to the end: each tool answers from the table; resolves with the calls and the last words. */
function talk(sentence: string, answers: Record<string, unknown>) {
	const messages = [user(sentence)];
	const calls: Called['toolCalls'] = [];
	for (let turn = 0; turn < 20; turn += 1) {
		const reply = script(conversation(messages));
		if (!('toolCalls' in reply)) return { calls, said: (reply as Said).text };
		const [call] = (reply as Called).toolCalls;
		if (call === undefined) throw new Error('no call');
		calls.push(call);
		const id = `call-${turn}`;
		messages.push({ role: 'assistant', text: '', toolCalls: [{ id, name: call.name }] });
		// As an agent of n8n hands it on.
		const text = JSON.stringify([{ response: answers[call.name] }]);
		messages.push({ role: 'tool', text, toolCalls: [], callId: id });
	}
	throw new Error('the model does not come to an end');
}

describe('the model of the demo chat', () => {
	it('reads every argument of the lead out of the sentence', () => {
		expect(readRequest(sentences.gtm[0]?.say ?? '')).toEqual({
			kind: 'qualify',
			lead: {
				email: 'dana@acme.example',
				full_name: 'Dana Fisher',
				job_title: 'VP Revenue Operations',
				company: 'Acme',
				employees: 450,
				message: 'We would like a demo and pricing for 200 seats.',
			},
		});
	});

	it('does a whole job, each step with what the steps before found', () => {
		const { calls, said } = talk(
			'Look up dana@acme.example, fill in what HubSpot lacks, save it, and enroll them in Win back.',
			{
				list_sequences: {
					items: [
						{ status: 'found', record: { id: 's1', name: 'Other', status: 'active' } },
						{ status: 'found', record: { id: 's2', name: 'Win back', status: 'active' } },
					],
				},
				find_contact: { status: 'found', record: { firstName: 'Dana' } },
				enrich_person: { status: 'found', record: { firstName: 'D.', title: 'CFO' } },
				save_contact: { status: 'updated' },
				enroll_contact: { status: 'suppressed', reason: { message: 'Unsubscribed.' } },
			},
		);
		expect(calls.map(({ name }) => name)).toEqual([
			'list_sequences',
			'find_contact',
			'enrich_person',
			'save_contact',
			'enroll_contact',
		]);
		expect(calls[3]?.arguments).toEqual({
			email: 'dana@acme.example',
			first_name: 'Dana',
			title: 'CFO',
		});
		expect(calls[4]?.arguments).toEqual({ email: 'dana@acme.example', sequence_id: 's2' });
		expect(said).toContain('Saved: updated');
		expect(said).toContain('Sequence: suppressed. Unsubscribed.');
	});

	it('hands on the words of a tool that failed', () => {
		const { said } = talk('Look up dana@acme.example', {
			find_contact: 'The CRM is down.',
			enrich_person: { status: 'not_found' },
		});
		expect(said).toContain('The CRM is down.');
	});

	it('says what it understands when it is asked something else', () => {
		expect(script(conversation([user('Hello')]))).toMatchObject({
			text: expect.stringContaining(sentences.gtm[0]?.say ?? 'never'),
		});
	});

	it('names the tool that it lacks', () => {
		expect(script(conversation([user('Look up dana@acme.example')], []))).toMatchObject({
			text: expect.stringContaining('find_contact'),
		});
	});
});
