import { type ActionPolicy, actionPolicySchema } from '../check-action/policy';
import { type RuleChanges, ruleChangesSchema } from '../facts/rules';
import { z } from '../../third-party/zod';

/** What the users of a store have set for all who share it. */
export interface GraphSettings {
	/** What differs from the tables of weights and half-lives. */
	rules: RuleChanges;
	/** All of it, as it holds. */
	policy: ActionPolicy;
	/** Who changed them last, and when. */
	by?: string;
	at?: string;
	/** True while what counts of everybody is still being concluded anew. */
	rebuilding: boolean;
}

const policyChanges = z.strictObject(
	Object.fromEntries(
		Object.entries(actionPolicySchema.shape).map(([name, schema]) => [
			name,
			(schema as unknown as z.ZodDefault<z.ZodType>).unwrap().nullable().optional(),
		]),
	) as {
		[Name in keyof ActionPolicy]: z.ZodOptional<z.ZodNullable<z.ZodType<ActionPolicy[Name]>>>;
	},
);

/** What is left out stays as it is; `null` in the policy goes back to what is usual. */
export const settingsChangeSchema = z.strictObject({
	/** All weights, or all half-lives, in place of those before. */
	rules: ruleChangesSchema.optional(),
	policy: policyChanges.optional(),
	/** Whether everything goes back to what is usual first. */
	reset: z.boolean().optional(),
});

export type SettingsChange = z.input<typeof settingsChangeSchema>;
