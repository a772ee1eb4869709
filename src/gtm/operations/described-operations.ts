import { type CatalogueEntry, catalogue } from './catalogue';
import { inputSchemaOf } from './input-schema';
import type { VendorCategory } from '../vendors/vendor';

export type DescribedOperation = Omit<CatalogueEntry, 'input' | 'output'> & {
	schema: Record<string, unknown>;
};

/** The catalogue as plain data, for docs and for whoever tells others of it. */
export function describedOperations(): Record<VendorCategory, DescribedOperation[]> {
	const described = (entries: readonly CatalogueEntry[]) =>
		entries.map(
			({ name, family, label, title, description, madeOf, effect, price, scopes, input }) => ({
				name,
				family,
				label,
				title,
				description,
				...(madeOf !== undefined && { madeOf }),
				effect,
				price,
				scopes,
				schema: inputSchemaOf({ input }),
			}),
		);
	const { crm, enrichment, sequencer, analytics } = catalogue;
	return {
		crm: described(crm),
		enrichment: described(enrichment),
		sequencer: described(sequencer),
		analytics: described(analytics),
	};
}
