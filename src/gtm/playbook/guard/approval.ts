import { z } from '../../../third-party/zod';
import { shareOf } from '../routing/shortlist';

/** Who is looked at by a person before anything leaves: by tier, all or a sample. */
export const approvalRuleSchema = z.object({
	/** `*` for every tier, and for none. */
	tier: z.string().min(1).max(20),
	/** Share that a person looks at, 0 to 1. */
	share: z.coerce.number().min(0).max(1),
});

export type ApprovalRule = z.infer<typeof approvalRuleSchema>;

export interface ApprovalNeed {
	needed: boolean;
	why: string;
}

/**
 * Whether a person approves this one. A sample is the same whenever it is asked: who runs it again does
 * not draw again.
 */
export function approvalFor(
	rules: readonly ApprovalRule[],
	{ play, subject, tier = '' }: { play: string; subject: string; tier?: string },
): ApprovalNeed {
	const rule = rules.find((one) => one.tier === tier) ?? rules.find((one) => one.tier === '*');
	if (rule === undefined || rule.share === 0) return { needed: false, why: 'No rule asks for it' };
	const of = rule.tier === '*' ? 'everybody' : `tier ${rule.tier}`;
	if (rule.share === 1) return { needed: true, why: `A person looks at ${of}` };
	const drawn = shareOf({ play, subject: subject.trim().toLowerCase(), sample: true }) < rule.share;
	const share = `${Math.round(rule.share * 100)} % of ${of}`;
	return {
		needed: drawn,
		why: `A person looks at ${share}; this one is ${drawn ? '' : 'not '}drawn`,
	};
}
