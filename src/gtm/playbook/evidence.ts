import type { ProspectPicture } from './picture';

/** Something that is known, under an id by which a reason or a claim can name it. */
export interface Evidence {
	/** `account.industry`, `signal.1`, `event.2`, `deal.1`. */
	id: string;
	source: string;
	text: string;
	ageDays: number;
	observedAt: string;
}

const DAY_MS = 86_400_000;

/** Longest text of one piece, in characters. */
const LONGEST = 300;

/** All that a picture holds as evidence. Ids are the same for the same picture. */
export function evidenceOf(picture: ProspectPicture): Evidence[] {
	const now = Date.parse(picture.meta.asOf);
	const happened = (
		id: string,
		{ at, source, text }: { at: string; source: string; text: string },
	): Evidence => ({
		id,
		source,
		text: text.slice(0, LONGEST),
		ageDays: Math.max(0, Math.round((now - Date.parse(at)) / DAY_MS)),
		observedAt: at,
	});
	const facts = (['contact', 'account'] as const).flatMap((entity) =>
		Object.entries(picture[entity]?.facts ?? {}).map(([attribute, known]) => ({
			id: `${entity}.${attribute}`,
			source: known.source,
			text: textOf(known.value).slice(0, LONGEST),
			ageDays: Math.round(known.ageDays),
			observedAt: new Date(now - known.ageDays * DAY_MS).toISOString(),
		})),
	);
	return [
		...facts,
		...picture.signals.map(({ kind, at, source, summary }, index) =>
			happened(`signal.${index + 1}`, { at, source, text: summary ?? kind }),
		),
		...picture.timeline.map(({ type, at, source, summary }, index) =>
			happened(`event.${index + 1}`, { at, source, text: summary ?? type }),
		),
	];
}

/** A value as a text to read. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	return JSON.stringify(value) ?? '';
}
