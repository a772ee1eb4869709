import type { Conversation, Message } from '../../../../sandbox/chat-model/conversation.ts';
import { createDemoScript } from '../../../../sandbox/demo-model/demo-model.ts';

const script = createDemoScript([]);

function ask(job: string, data: Record<string, unknown>, more: Partial<Conversation> = {}) {
	const text = Object.entries(data)
		.map(([tag, value]) => `<${tag}>\n${JSON.stringify(value)}\n</${tag}>`)
		.join('\n\n');
	const messages: Message[] = [
		{ role: 'system', text: `Job: ${job}.\nBe careful.`, toolCalls: [] },
		{ role: 'user', text, toolCalls: [] },
		...(more.messages ?? []),
	];
	return script({ model: 'demo', stream: false, tools: [], ...more, messages });
}

const said = (reply: ReturnType<typeof ask>) =>
	JSON.parse('text' in reply ? (reply.text ?? '') : '{}') as Record<string, unknown>;

describe('the model of the example playbooks', () => {
	const lead = { email: 'dana@acme.example' };
	const score = {
		score: 84,
		decision: 'route_sales',
		confidence: 0.9,
		reasons: [
			{ code: 'icp.size', text: '200 people', impact: 25, evidence: ['account.employees'] },
			{ code: 'told', text: 'By nothing', impact: 1, evidence: [] },
		],
	};

	it('looks a lead up in the CRM before it decides', () => {
		const reply = ask('qualify a lead', { lead, score }, { tools: [{ name: 'crm_get_record' }] });
		expect(reply).toEqual({
			toolCalls: [
				{ name: 'crm_get_record', arguments: { kind: 'contact', email: 'dana@acme.example' } },
			],
		});
	});

	it('decides as the rubric does, with reasons that have evidence', () => {
		const { decision, reasons } = said(ask('qualify a lead', { lead, score }));
		expect([decision, reasons]).toEqual(['route_sales', [score.reasons[0]]]);
	});

	it('picks from the shortlist', () => {
		const shortlist = [{ sequenceId: '7' }, { sequenceId: '8' }];
		expect(said(ask('pick a sequence', { shortlist }))).toMatchObject({
			sequence_id: '7',
			runner_up: '8',
		});
	});

	it('writes with the best hook, and says how to opt out once it is told to', () => {
		const hooks = { hooks: [{ id: 'signal.1', text: 'Acme raised money' }], facts: [] };
		const first = said(ask('write an opener', { hooks }));
		expect(first.claims).toEqual([{ text: 'Acme raised money', evidence_id: 'signal.1' }]);
		expect(first.body).not.toContain('unsubscribe');
		const second = said(ask('write an opener', { hooks, problems: [{ code: 'no_unsubscribe' }] }));
		expect(second.body).toContain('unsubscribe');
	});
});
