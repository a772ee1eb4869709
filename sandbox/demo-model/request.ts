/** What one sentence to the demo asks for. */
export type DemoRequest =
	| { kind: 'qualify'; lead: Lead }
	| { kind: 'people'; emails: string[]; save: boolean; enroll: boolean; sequence?: string }
	| { kind: 'unclear' };

/** The arguments of `qualify_inbound_lead`. */
export interface Lead {
	email: string;
	full_name?: string;
	job_title?: string;
	company?: string;
	employees?: number;
	message?: string;
}

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const QUOTED = /["“”]([^"“”]+)["“”]/;
const NAME_AND_JOB = /([\p{Lu}][\p{L}'-]+(?: [\p{Lu}][\p{L}'-]+)+), ([^,.]+?) at ([^,.]+)/u;
const EMPLOYEES = /(\d[\d,]*)\s*(?:employees|people)/i;
const SEQUENCE =
	/\b(?:enroll\b.*?\b)?in(?:to)? (?:the sequence )?["“]?([\p{Lu}][\w ]+?)["”]?(?=[.,;]|$| unless)/u;

/** Reads a sentence by plain patterns: the demo model understands jobs, not language. */
export function readRequest(text: string): DemoRequest {
	const emails = [...new Set((text.match(EMAIL) ?? []).map((email) => email.toLowerCase()))];
	const [first] = emails;
	if (first === undefined) return { kind: 'unclear' };
	if (/\bqualif/i.test(text)) return { kind: 'qualify', lead: leadOf(first, text) };
	const sequence = SEQUENCE.exec(text)?.[1]?.trim();
	return {
		kind: 'people',
		emails,
		save: /\b(save|fill|update)/i.test(text),
		enroll: /\benrol/i.test(text),
		...(sequence !== undefined && { sequence }),
	};
}

function leadOf(email: string, text: string): Lead {
	const [, full_name, job_title, company] = NAME_AND_JOB.exec(text) ?? [];
	const employees = EMPLOYEES.exec(text)?.[1]?.replaceAll(',', '');
	const message = QUOTED.exec(text)?.[1];
	return {
		email,
		...(full_name !== undefined && { full_name }),
		...(job_title !== undefined && { job_title }),
		...(company !== undefined && { company: company.trim() }),
		...(employees !== undefined && { employees: Number(employees) }),
		...(message !== undefined && { message }),
	};
}
