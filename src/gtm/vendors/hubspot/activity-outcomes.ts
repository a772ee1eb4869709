/**
 * Outcomes of calls by their label in HubSpot. The ids are the same in every account; an account may
 * have others of its own.
 *
 * @see https://developers.hubspot.com/docs/api-reference/crm-calls-v3/guide
 */
const CALL_OUTCOMES: Readonly<Record<string, string>> = {
	Busy: '9d9162e7-6cf3-4944-bf63-4dff82258764',
	Connected: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
	'Left live message': 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff',
	'Left voicemail': 'b2cf5968-551e-4856-9783-52b3da59a7d0',
	'No answer': '73a0d17f-1163-4015-bdd5-ec830791da20',
	'Wrong number': '17b47fee-58de-441e-a44c-c6300d46f273',
};

const MEETING_OUTCOMES: Readonly<Record<string, string>> = {
	Scheduled: 'SCHEDULED',
	Completed: 'COMPLETED',
	Rescheduled: 'RESCHEDULED',
	'No show': 'NO_SHOW',
	Canceled: 'CANCELED',
	Cancelled: 'CANCELED',
};

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Read = { value: string } | { problem: string };

const plain = (text: string) =>
	text
		.toLowerCase()
		.replaceAll(/[^a-z]+/g, ' ')
		.trim();

const among = (outcomes: Readonly<Record<string, string>>, text: string): string | undefined =>
	Object.entries(outcomes).find(([label]) => plain(label) === plain(text))?.[1];

/** HubSpot keeps a call's outcome as an id, and shows none for a text. */
export function callOutcome(text: string): Read {
	const value = ID.test(text.trim()) ? text.trim().toLowerCase() : among(CALL_OUTCOMES, text);
	if (value !== undefined) return { value };
	const labels = Object.keys(CALL_OUTCOMES).join(', ');
	return {
		problem: `Outcome: HubSpot has no call outcome “${text}”. Use one of ${labels}, or the internal ID of an outcome of your account.`,
	};
}

/** One of HubSpot's own in any spelling; an outcome of the account's own as it is. */
export function meetingOutcome(text: string): Read {
	return { value: among(MEETING_OUTCOMES, text) ?? text };
}
