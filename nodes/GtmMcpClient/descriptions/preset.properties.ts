import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { McpServerPreset, PresetFamily } from '../../../src/gtm/presets/preset';
import { mcpServerPresets } from '../../../src/gtm/presets/preset-table';
import type { CredentialKind } from '../../../src/n8n/client/authentication';
import { describeCredential, signInsOf } from '../../../src/n8n/client/preset-sign-in';

const FAMILIES: Record<PresetFamily, string> = {
	analytics: 'Analytics',
	context: 'Context',
	crm: 'CRM',
	enrichment: 'Enrichment',
	sequencer: 'Sequencer',
};

const DOCS = 'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/presets';

const choices: INodePropertyOptions[] = mcpServerPresets
	.map(({ id, name, family }) => ({ name, value: id, description: FAMILIES[family] }))
	.toSorted((a, b) => a.name.localeCompare(b.name));

/** The vendor, and what it needs to know: its regions or servers, and a name within the URL. */
export const presetProperties: INodeProperties[] = [
	{
		displayName: 'Preset',
		name: 'preset',
		type: 'options',
		options: choices,
		default: 'hubspot',
		description: 'The vendor whose MCP server to use',
		displayOptions: { show: { server: ['preset'] } },
	},
	...mcpServerPresets.map(toNotice),
	...mcpServerPresets.filter(({ endpoints }) => endpoints.length > 1).map(toEndpointChoice),
	...mcpServerPresets.flatMap(toPlaceholder),
];

/** What to click at the vendor, and what to choose here. */
function toNotice(preset: McpServerPreset): INodeProperties {
	const { id, steps, family } = preset;
	const link = `<a href="${DOCS}/${family}.md" target="_blank">More</a>`;
	return {
		displayName: `${steps.join(' ')} ${describeCredential(preset)} ${link}`,
		name: 'presetNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { server: ['preset'], preset: [id] } },
	};
}

function toEndpointChoice({ id, endpoints }: McpServerPreset): INodeProperties {
	const [{ id: usual }] = endpoints;
	return {
		displayName: 'Region or Server',
		name: 'presetEndpoint',
		type: 'options',
		options: endpoints.map(({ id: value, name, url }) => ({ name, value, description: url })),
		default: usual,
		description: 'Which server of the vendor to use',
		displayOptions: { show: { server: ['preset'], preset: [id] } },
	};
}

/** Not required by n8n: with an expression as preset it would ask for the names of all presets. */
function toPlaceholder({ id, endpoints }: McpServerPreset): INodeProperties[] {
	return endpoints.flatMap(({ id: endpointId, placeholder }) => {
		if (!placeholder) return [];
		const property: INodeProperties = {
			displayName: 'Name in the URL',
			name: 'presetValue',
			type: 'string',
			default: '',
			placeholder: `e.g. ${placeholder.example}`,
			description: placeholder.label,
			displayOptions: {
				show: { server: ['preset'], preset: [id], presetEndpoint: [endpointId] },
			},
		};
		return [property];
	});
}

/** The presets that are signed in to in the same way, by that way. */
export function presetsBySignIn(): Map<CredentialKind, string[]> {
	const groups = new Map<CredentialKind, string[]>();
	for (const preset of mcpServerPresets) {
		const [{ kind } = { kind: 'apiKey' as const }] = signInsOf(preset);
		groups.set(kind, [...(groups.get(kind) ?? []), preset.id]);
	}
	return groups;
}
