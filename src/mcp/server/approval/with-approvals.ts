import { cardView, type ReadCard } from '../../cards/card-view';
import type { CatalogDeclaration } from '../catalog/catalog';
import { withProviders } from '../provider/declarations';
import { approvalTools } from './approval-tools';
import type { Proposals } from './proposals';

/** A server that can ask persons first, if a tool of it has to: with the card, and the tools of the card. */
export function withApprovals(
	declaration: CatalogDeclaration,
	proposals: Proposals,
	readCard: ReadCard,
): CatalogDeclaration {
	if (!declaration.tools.some(({ approval }) => approval)) return declaration;
	const card = cardView('approval', readCard);
	const none = { tools: [], resources: [], templates: [], prompts: [] };
	const shown = withProviders(declaration, [{ label: 'Approval', ...none, views: [card] }]);
	return { ...shown, tools: [...shown.tools, ...approvalTools(proposals)] };
}
