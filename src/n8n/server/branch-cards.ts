import { readCard } from './card-files';
import type { BranchParameter, CardParameter } from './trigger-parameters';
import { cardView } from '../../mcp/cards/card-view';
import { CARDS, cardUri } from '../../mcp/cards/cards';
import { VIEW_META, VIEW_MIME_TYPE } from '../../mcp/protocol/ui-extension';
import type { CatalogDeclaration } from '../../mcp/server/catalog/catalog';
import type { ResourceDeclaration } from '../../mcp/server/catalog/resources';
import type { ToolDeclaration } from '../../mcp/server/catalog/tools';
import { withProviders } from '../../mcp/server/provider/declarations';

type Shown = Pick<ToolDeclaration, 'view' | 'approval'>;

/** How results of a branch are shown, by what its settings say. */
export function shownAs({ name = '', settings = {} }: BranchParameter): Shown {
	const { title } = settings;
	const card = settings.card?.shown?.as;
	if (card === undefined) return {};
	if (card === 'html') return { view: { uri: ownUri(name) } };
	return {
		view: { uri: cardUri(card) },
		...(card === 'approval' && { approval: { title: title?.trim() || name.trim() } }),
	};
}

function ownUri(tool: string): string {
	return `ui://branch/${encodeURIComponent(tool.trim())}.html`;
}

/** A server with the cards that its branches use. */
export function withBranchCards(
	declaration: CatalogDeclaration,
	branches: readonly BranchParameter[],
): CatalogDeclaration {
	const used = new Set(branches.flatMap(({ settings }) => settings?.card?.shown?.as ?? []));
	const views = [...used].filter(isBuiltIn).map((card) => cardView(card, readCard));
	const none = { tools: [], resources: [], templates: [], prompts: [] };
	const shown = withProviders(declaration, [{ label: 'Card', ...none, views }]);
	const own = branches.flatMap((branch, position) =>
		branch.settings?.card?.shown?.as === 'html' ? [toOwnCard(branch, position)] : [],
	);
	return { ...shown, resources: [...shown.resources, ...own] };
}

/** The card of approvals comes with the tools that decide. */
function isBuiltIn(card: CardParameter): card is 'table' | 'record' | 'chart' {
	return card in CARDS && card !== 'approval';
}

/** HTML of the workflow's owner, as it is: hosts show it in a frame without rights. */
function toOwnCard(
	{ name = '', settings }: BranchParameter,
	position: number,
): ResourceDeclaration {
	const text = settings?.card?.shown?.html ?? '';
	return {
		place: { list: 'Branch', position },
		uri: ownUri(name),
		name: `Card of ${name.trim()}`,
		mimeType: VIEW_MIME_TYPE,
		caching: { ttlMs: 60_000, cacheScope: 'private' },
		resultFields: [],
		isView: true,
		source: { kind: 'static', content: { text, _meta: VIEW_META } },
	};
}
