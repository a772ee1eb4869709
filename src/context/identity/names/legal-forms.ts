import { slipsBetween } from './edit-distance';

/**
 * What a legal form says. Two forms of different kinds are two companies of one name: the German bank's
 * AG owns its GmbH. `any` says no more than that it is a company.
 */
export type LegalForm = 'any' | 'limited' | 'stock' | 'partnership' | 'nonprofit';

/** In plain letters, as `companyWords` gives them; forms of several words before their parts. */
const FORMS: Readonly<Record<LegalForm, string>> = {
	any: `incorporated; inc; corporation; corp; company; co; cie; compagnie; und co; ltda`,
	limited: `limited liability company; obshchestvo s ogranichennoi otvetstvennostyu; sa rl; sarl; eurl;
		gesellschaft mit beschrankter haftung; gmbh; ggmbh; gesmbh; mbh; ug haftungsbeschrankt; ug;
		private limited company; private limited; pty limited; pty ltd; pte ltd; pvt ltd; pvt limited;
		pty; pte; pvt; limited; ltd; llc; ooo; tov; oou; eood; ood; doo; sro; spol s ro; sp zoo; spzoo; zoo;
		besloten vennootschap; bv; bvba; sprl; srl; societatea cu raspundere limitata; sl; slu; kft; uab; sia; ou;
		aps; oy; as; anpartsselskab; sociedad limitada; societe a responsabilite limitee; sdn bhd; limitada; lda`,
	stock: `aktiengesellschaft; ag; akg; joint stock company; open joint stock company; public joint stock company;
		closed joint stock company; aktsionernoe obshchestvo; publichnoe aktsionernoe obshchestvo;
		otkrytoe aktsionernoe obshchestvo; zakrytoe aktsionernoe obshchestvo;
		jsc; ojsc; pjsc; cjsc; oao; zao; pao; ao; public limited company; plc; sa; sas; sa de cv; sab de cv;
		spa; nv; ab; asa; oyj; kgaa; se; ad; dd; tbk; berhad; bhd; kk; kabushiki kaisha;
		sociedad anonima; societe anonyme; societa per azioni; naamloze vennootschap; aktiebolag`,
	partnership: `limited liability partnership; llp; limited partnership; lp; lllp; kg; gmbh and co kg; ohg; gbr;
		kommanditgesellschaft; snc; scs`,
	nonprofit: `ev; eingetragener verein; stiftung; foundation; asbl; vzw`,
};

/** A form as its words, and what it says. */
export interface NamedForm {
	words: readonly string[];
	says: LegalForm;
}

/** Those of more words first. */
const NAMED_FORMS: readonly NamedForm[] = Object.entries(FORMS)
	.flatMap(([says, list]) =>
		list.split(';').map((form) => ({ words: form.trim().split(/\s+/), says: says as LegalForm })),
	)
	.sort((one, other) => other.words.length - one.words.length);

const BY_FIRST_WORD = Map.groupBy(NAMED_FORMS, ({ words }) => words[0] ?? '');

/** Long enough that a slip makes no other word of it: `Aktiengeselschaft`, `Joynt Stock Company`. */
const LONG_FORMS = NAMED_FORMS.filter(({ words }) => words.join('').length >= 10);

/** The form whose words stand at a place of a name. */
export function formAt(words: readonly string[], at: number): NamedForm | undefined {
	const exact = BY_FIRST_WORD.get(words[at] ?? '')?.find((form) =>
		form.words.every((word, offset) => words[at + offset] === word),
	);
	return exact ?? LONG_FORMS.find((form) => isMeant(form, words.slice(at, at + form.words.length)));
}

function isMeant(form: NamedForm, words: readonly string[]): boolean {
	return (
		words.length === form.words.length &&
		slipsBetween(words.join(''), form.words.join('')) !== undefined
	);
}

/** Whether two companies may have these forms and be one. */
export function formsAgree(one: ReadonlySet<LegalForm>, other: ReadonlySet<LegalForm>): boolean {
	const [first, second] = [tellingForms(one), tellingForms(other)];
	return first.size === 0 || second.size === 0 || [...first].some((form) => second.has(form));
}

function tellingForms(forms: ReadonlySet<LegalForm>): ReadonlySet<LegalForm> {
	return new Set([...forms].filter((form) => form !== 'any'));
}
