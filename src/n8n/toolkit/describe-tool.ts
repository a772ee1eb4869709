import { type OfferedTool, isWriting, scopesOf } from '../../gtm/toolkit/offered-tool';
import { ANSWER_SCHEMA, toolSchemaOf } from '../../gtm/toolkit/tool-schema';
import type { ProviderTool } from '../../mcp/server/provider/provider';
import { type ToolkitSettings, nameOf } from './toolkit-settings';

/** A tool without what serves it: all that a list of tools says. */
export type DescribedTool = Omit<ProviderTool, 'run' | 'title'> & { title: string };

/** Annotations that tell the truth, from what the catalogue says of each operation. */
export function describeTool(
	offered: OfferedTool,
	settings: Pick<ToolkitSettings, 'prefix'>,
): DescribedTool {
	const { tool, operations } = offered;
	const effects = [...operations.values()].map(({ effect }) => effect);
	return {
		name: nameOf(settings, tool.name),
		title: tool.title,
		description: tool.description,
		inputSchema: toolSchemaOf(offered),
		outputSchema: ANSWER_SCHEMA,
		annotations: {
			readOnlyHint: effects.every((effect) => effect === 'reads') && !isWriting(offered),
			destructiveHint: tool.destructive === true,
			idempotentHint: !effects.includes('once'),
			openWorldHint: tool.local !== true,
		},
		requiredScope: scopesOf(offered).join(' '),
	};
}
