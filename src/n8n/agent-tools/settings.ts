import type { AccessPolicy } from '../../mcp/client/access/access-policy';
import type { ToolEffect } from '../../mcp/client/agent/agent-tool';
import type { CompatibilityProfile } from '../../mcp/client/agent/schema/compatibility';
import type { ToolSelection } from '../../mcp/client/agent/toolbox';
import { type ParameterSource, numberOf, textOf } from '../client/parameter-source';
import { splitList } from '../../base/split-list';

/** What the parameters of a toolbox say, apart from its server. */
export interface AgentToolsSettings {
	selection: ToolSelection;
	effects: readonly ToolEffect[];
	/** Whether a tool that writes runs without a person's approval. */
	writes: 'allowed' | 'reviewed';
	extras: ReadonlyArray<'resources' | 'prompts'>;
	prefix: string;
	/** `auto`: what suits the model of the agent. */
	profile: CompatibilityProfile | 'auto';
	/** The estimated tokens that a result may have. */
	resultTokens: number;
	whenDown: 'tellModel' | 'leaveOut' | 'stop';
}

export const RESULT_TOKENS = 5_000;
const RESULT_TOKENS_MIN = 100;

const PROFILES: readonly string[] = ['asIs', 'standard', 'openAiStrict', 'google'];
const EFFECTS: Record<string, readonly ToolEffect[]> = {
	all: ['reads', 'writes'],
	reads: ['reads'],
	writes: ['writes'],
};

export function readSettings(source: ParameterSource): AgentToolsSettings {
	const profile = source.get('options.compatibility', 'auto');
	const whenDown = source.get('options.whenDown', 'tellModel');
	return {
		selection: readSelection(source),
		effects: EFFECTS[textOf(source.get('options.effects', 'all'))] ?? ['reads', 'writes'],
		writes: source.get('options.writes', 'reviewed') === 'allowed' ? 'allowed' : 'reviewed',
		extras: (['resources', 'prompts'] as const).filter(
			(name) => source.get(`options.${name}`, false) === true,
		),
		prefix: textOf(source.get('options.prefix', '')).trim(),
		profile: PROFILES.includes(textOf(profile)) ? (profile as CompatibilityProfile) : 'auto',
		resultTokens: Math.max(
			RESULT_TOKENS_MIN,
			numberOf(source.get('options.resultTokens', RESULT_TOKENS), RESULT_TOKENS),
		),
		whenDown: whenDown === 'leaveOut' || whenDown === 'stop' ? whenDown : 'tellModel',
	};
}

function readSelection(source: ParameterSource): ToolSelection {
	const mode = source.get('include', 'all');
	if (mode !== 'selected' && mode !== 'except') return { mode: 'all' };
	return { mode, names: splitList(source.get('tools', [])) };
}

/** The policy of the access, which lets calls through that have been decided on here. */
export function withWrites(policy: AccessPolicy): AccessPolicy {
	return { ...policy, guard: { ...policy.guard, writes: 'allowed' } };
}
