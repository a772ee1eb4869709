import type { Conversation } from '../chat-model/conversation.ts';
import type { Reply } from '../chat-model/scenario.ts';

type Json = Record<string, unknown>;

/** The jobs of the example playbooks, by what their system message calls them. */
const JOBS: Readonly<Record<string, (now: Conversation) => Reply>> = {
	'qualify a lead': qualify,
	'pick a sequence': pick,
	'write an opener': write,
};

/** What it says to an agent of the example playbooks; undefined if nobody of them asks. */
export function replyToPlaybook(now: Conversation): Reply | undefined {
	const system = now.messages.find(({ role }) => role === 'system')?.text ?? '';
	const job = /^Job: (.+)\.$/m.exec(system)?.[1] ?? '';
	return JOBS[job]?.(now);
}

/** Looks the lead up first, then says what the rubric says, with its evidence. */
function qualify(now: Conversation): Reply {
	const lookUp = now.tools.find(({ name }) => name.endsWith('get_record'));
	const { email } = tagged(now, 'lead');
	if (lookUp !== undefined && !now.messages.some(({ role }) => role === 'tool')) {
		return { toolCalls: [{ name: lookUp.name, arguments: { kind: 'contact', email } }] };
	}
	const { score, decision, confidence, reasons } = tagged(now, 'score');
	const backed = recordsOf(reasons).filter(({ evidence }) => recordsOf(evidence).length > 0);
	return say({ score, decision, confidence, reasons: backed });
}

function pick(now: Conversation): Reply {
	const [first, second] = recordsOf(tagged(now, 'shortlist'));
	return say({
		sequence_id: first?.sequenceId,
		runner_up: second?.sequenceId,
		reasons: ['The lead asked to be contacted'],
	});
}

/** Its first draft forgets to say how to opt out, so that the check has something to find. */
function write(now: Conversation): Reply {
	const { hooks, facts } = tagged(now, 'hooks');
	const [hook] = recordsOf(hooks);
	const name = recordsOf(facts).find(({ id }) => id === 'contact.firstName')?.text;
	const mended = now.messages.some(({ text }) => text.includes('<problems>'));
	const lines = [
		name === undefined ? 'Hello,' : `Hi ${textOf(name)},`,
		...(hook === undefined ? [] : [`I read this: ${textOf(hook.text)}.`]),
		'Teams like yours connect their tools with us and copy nothing by hand. Would a short call make sense?',
		...(mended ? ['If you would rather not hear from me, answer "unsubscribe".'] : []),
	];
	return say({
		subject: 'A thought for your team',
		body: lines.join('\n\n'),
		claims: hook === undefined ? [] : [{ text: hook.text, evidence_id: hook.id }],
	});
}

const say = (value: object): Reply => ({ text: JSON.stringify(value) });

/** The JSON between two tags of what the user said. */
function tagged({ messages }: Conversation, tag: string): Json {
	const text = messages.find(({ role }) => role === 'user')?.text ?? '';
	const [, inner = '{}'] = new RegExp(`<${tag}>\\n(.*)\\n</${tag}>`, 's').exec(text) ?? [];
	return JSON.parse(inner) as Json;
}

/** The members of a list; none of what is no list. */
function recordsOf(value: unknown): Json[] {
	return Array.isArray(value) ? (value as Json[]) : [];
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
