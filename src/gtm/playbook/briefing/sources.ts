import { z } from '../../../third-party/zod';
import { type InTime, inTime } from '../in-time';

/** A line of a briefing that another step found: news, jobs, calls. */
export const bulletSchema = z.object({
	section: z
		.enum(['why_now', 'company', 'people', 'deals', 'usage', 'objections'])
		.default('company'),
	text: z.string().min(1).max(500),
	date: z.string().max(40).optional(),
});

/** What another source told, or why it told nothing. */
export const sourceSchema = z.object({
	source: z.string().min(1).max(60),
	bullets: z.array(bulletSchema).max(50).default([]),
	failed: z.string().max(300).optional(),
});

export type SourceReport = z.infer<typeof sourceSchema>;

export interface Source {
	source: string;
	ask(this: void): Promise<Pick<SourceReport, 'bullets'>>;
}

/** Asks all at once, each for so long; who fails is named, and stops nobody. */
export async function askSources(
	sources: readonly Source[],
	milliseconds: number,
): Promise<SourceReport[]> {
	return await Promise.all(
		sources.map(async ({ source, ask }) => {
			const answer: InTime<Pick<SourceReport, 'bullets'>> = await inTime(ask, milliseconds);
			return 'value' in answer
				? { source, bullets: answer.value.bullets }
				: { source, bullets: [], failed: answer.failed };
		}),
	);
}
