import type { ProviderView } from '../server/provider/provider';
import { CARDS, cardUri, type CardName } from './cards';

/** Reads a card as the build made it. */
export type ReadCard = (name: CardName) => Promise<string>;

/** A card among the views of a provider. */
export function cardView(card: CardName, read: ReadCard): ProviderView {
	const { name, description } = CARDS[card];
	return { uri: cardUri(card), name, description, read: async () => await read(card) };
}
