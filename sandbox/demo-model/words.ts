import { recordOf } from './plan.ts';
import type { Answers, ToolAnswer } from './plan.ts';
import type { DemoRequest } from './request.ts';

/** What the demo says when all tools have answered. */
export function sayAnswer(request: DemoRequest, answers: Answers): string {
	if (request.kind === 'unclear') return '';
	if (request.kind === 'qualify') return sayScore(answers.get('qualify'));
	return request.emails.map((email) => sayPerson(email, answers)).join('\n\n');
}

function sayScore(answer: ToolAnswer | undefined): string {
	if (typeof answer !== 'object') return `The lead could not be scored: ${answer ?? 'no answer'}`;
	const { score, grade, next_step: next, full_name: name } = answer;
	return `**${String(name)}** scores **${String(score)}** (grade ${String(grade)}). ${String(next)}.`;
}

/** The steps of one person, in the order in which they were done, with what each tool said. */
function sayPerson(email: string, answers: Answers): string {
	const crm = answers.get(`find_contact ${email}`);
	const enrichment = answers.get(`enrich_person ${email}`);
	const { firstName, lastName, title } = { ...recordOf(enrichment), ...recordOf(crm) };
	const name = [firstName, lastName].filter(Boolean).join(' ');
	const lines = [
		`**${name === '' ? email : name}**${typeof title === 'string' ? `, ${title}` : ''}`,
		line('CRM', crm),
		line('Enrichment', enrichment),
		line('Saved', answers.get(`save_contact ${email}`)),
		line('Sequence', answers.get(`enroll_contact ${email}`)),
	];
	return lines.filter((each) => each !== undefined).join('\n');
}

function line(what: string, answer: ToolAnswer | undefined): string | undefined {
	if (answer === undefined) return undefined;
	if (typeof answer === 'string') return `- ${what}: ${answer}`;
	const { status, reason } = answer as { status?: string; reason?: { message?: string } };
	const why = reason?.message === undefined ? '' : `. ${reason.message}`;
	return `- ${what}: ${(status ?? 'done').replaceAll('_', ' ')}${why}`;
}
