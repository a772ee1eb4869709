import type { Conversation, Message } from '../chat-model/conversation.ts';
import type { Reply } from '../chat-model/scenario.ts';
import { planFor } from './plan.ts';
import { replyToPlaybook } from './playbooks.ts';
import type { Answers, Step, ToolAnswer } from './plan.ts';
import { readRequest } from './request.ts';
import { sayAnswer } from './words.ts';

/**
 * A stand-in for a chat model in the demo: it understands two jobs by plain patterns, calls the tools
 * that do them one after the other, and tells what they answered; and it does the jobs of the example
 * playbooks. It knows nothing by itself: each
 * turn is decided from the conversation alone, as a model's is.
 *
 * @param sentences what a user can say, shown to who says something else
 */
export function createDemoScript(sentences: readonly string[]): (now: Conversation) => Reply {
	return (now) => {
		const ofPlaybook = replyToPlaybook(now);
		if (ofPlaybook !== undefined) return ofPlaybook;
		const { messages, tools } = now;
		const asked = messages.findLastIndex(({ role }) => role === 'user');
		const request = readRequest(messages[asked]?.text ?? '');
		if (request.kind === 'unclear') return { text: help(sentences) };
		const plan = planFor(request);
		const answers = answersTo(plan, messages.slice(asked + 1));
		const next = plan[answers.size];
		if (next === undefined) return { text: sayAnswer(request, answers) };
		const offered = tools.find(({ name }) => name === next.tool || name.endsWith(`_${next.tool}`));
		if (offered === undefined) return { text: lacking(next) };
		return { toolCalls: [{ name: offered.name, arguments: next.arguments(answers) }] };
	};
}

/** Tools answer in the order in which they were called, one a turn. */
function answersTo(plan: readonly Step[], messages: readonly Message[]): Answers {
	const told = messages.filter(({ role }) => role === 'tool');
	return new Map(
		told.slice(0, plan.length).map(({ text }, index) => [plan[index]?.name ?? '', answerIn(text)]),
	);
}

function answerIn(text: string): ToolAnswer {
	try {
		return unwrapped(JSON.parse(text)) ?? text;
	} catch {
		// A tool may answer in words; the demo hands them on as they are.
		return text;
	}
}

/** An agent of n8n hands a tool's answer on as `[{"response": …}]`. */
function unwrapped(value: unknown): Record<string, unknown> | undefined {
	const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
	if (typeof first !== 'object' || first === null) return undefined;
	const { response, ...others } = first as Record<string, unknown>;
	if (response === undefined || Object.keys(others).length > 0)
		return first as Record<string, unknown>;
	return (
		unwrapped(response) ?? (typeof response === 'string' ? unwrappedText(response) : undefined)
	);
}

function unwrappedText(text: string): Record<string, unknown> | undefined {
	return text.startsWith('{') ? unwrapped(JSON.parse(text)) : undefined;
}

function help(sentences: readonly string[]): string {
	return [
		'I am a scripted stand-in for a chat model and understand two jobs. Say one of these, or change the people in them:',
		...sentences.map((sentence) => `- ${sentence}`),
		'Connect a chat model of your own to say anything else.',
	].join('\n');
}

function lacking({ tool }: Step): string {
	return `I need the tool ${tool}, and it is not connected to me. Check the toolboxes of this agent.`;
}
