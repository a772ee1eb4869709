import { BrandedError } from '../../base/branded-error';
import { analyticsPresets } from './analytics-presets';
import { contextPresets } from './context-presets';
import { crmPresets } from './crm-presets';
import { enrichmentPresets } from './enrichment-presets';
import type { McpServerPreset, PresetEndpoint } from './preset';
import { sequencerPresets } from './sequencer-presets';

/**
 * The MCP servers of GTM vendors that are known to exist, as of November 2026. From the vendors'
 * documentation, probes of the endpoints, and third-party configurations; what nobody verified
 * says so.
 */
export const mcpServerPresets: readonly McpServerPreset[] = [
	...crmPresets,
	...enrichmentPresets,
	...sequencerPresets,
	...analyticsPresets,
	...contextPresets,
];

export class PresetError extends BrandedError {
	static override readonly brand: string = 'PresetError';

	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
	}
}

/** @throws PresetError that names the presets there are */
export function findPreset(id: string): McpServerPreset {
	const preset = mcpServerPresets.find((candidate) => candidate.id === id);
	if (preset) return preset;
	const known = mcpServerPresets.map((candidate) => candidate.id).join(', ');
	throw new PresetError(`There is no preset "${id}"`, `The presets are: ${known}.`);
}

/**
 * The URLs of a preset's endpoint, the usual one first.
 *
 * @param endpointId empty for the usual endpoint
 * @param value of the placeholder, for an endpoint that has one
 * @throws PresetError if the endpoint is none of the preset's, or its placeholder is not filled
 */
export function presetUrls(
	preset: McpServerPreset,
	endpointId: string,
	value: string,
): [string, ...string[]] {
	const endpoint = findEndpoint(preset, endpointId);
	return [fillPlaceholder(preset, endpoint, value.trim()), ...(endpoint.alternatives ?? [])];
}

function findEndpoint(preset: McpServerPreset, id: string): PresetEndpoint {
	if (id === '') return preset.endpoints[0];
	const endpoint = preset.endpoints.find((candidate) => candidate.id === id);
	if (endpoint) return endpoint;
	const known = preset.endpoints.map((candidate) => candidate.id).join(', ');
	throw new PresetError(`${preset.name} has no endpoint "${id}"`, `Its endpoints are: ${known}.`);
}

/** A value in the path or the query is encoded; one that is the host is taken as it is. */
function fillPlaceholder(preset: McpServerPreset, endpoint: PresetEndpoint, value: string): string {
	if (!endpoint.placeholder) return endpoint.url;
	if (value === '') {
		const { label, example } = endpoint.placeholder;
		throw new PresetError(
			`${preset.name}, ${endpoint.name}: Name in the URL is empty`,
			`Enter the ${label.toLowerCase()}, e.g. ${example}.`,
		);
	}
	const isHost = endpoint.url.startsWith('https://{');
	return endpoint.url.replace(/\{\w+\}/, () => (isHost ? value : encodeURIComponent(value)));
}

/** The tools seen at a vendor that none of its write patterns fits. */
export function readOnlyTools({ tools, writeTools }: McpServerPreset): string[] {
	return tools.filter((name) => !writeTools.some((pattern) => matchesPattern(name, pattern)));
}

/** Whether a tool costs the vendor's credits, as far as is known. */
export function costsCredits({ creditTools }: McpServerPreset, toolName: string): boolean {
	return creditTools.some((pattern) => matchesPattern(toolName, pattern));
}

/** `*` stands for any characters, also none. */
function matchesPattern(name: string, pattern: string): boolean {
	const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${literal.join('.*')}$`, 's').test(name);
}
