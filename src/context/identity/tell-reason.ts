import type { Doubt } from './plan-merges';
import type { CandidateReason } from './resolve-identity';

/** A reason as a sentence, for the person who decides. */
export function tellReason(reason: CandidateReason): string {
	switch (reason.code) {
		case 'like_names':
			return `The names are alike (${percent(reason.likeness)})`;
		case 'like_companies':
			return `The companies' names are alike (${percent(reason.likeness)})`;
		case 'same_mail_domain':
			return `Both have an address at ${reason.domain}`;
		case 'same_phone':
			return `Both have the number ${reason.phone}`;
		case 'same_trait':
			return `Both have the same ${reason.trait}`;
		case 'only_a_hint':
			return `It has the ${told(reason.identifier)}, which alone identifies no one for sure`;
		case 'too_many_ties':
			return 'Too many records hang together by their identifiers: one of them is shared';
		case 'contested':
			return `Both have the ${told(reason.identifier)}, but ${tellDoubt(reason.doubt)}`;
	}
}

function tellDoubt(doubt: Doubt): string {
	switch (doubt.code) {
		case 'over_cap':
			return `so have others: ${doubt.names} or more different names`;
		case 'names_differ':
			return 'the names of those who have it differ';
		case 'forbidden':
			return 'refused' in doubt.by
				? 'a person has decided that two of those who have it are different'
				: `two of those who have it differ in ${doubt.by.kind}: ${doubt.by.one} and ${doubt.by.other}`;
	}
}

function told({ kind, value }: { kind: string; value: string }): string {
	return `${kind} ${value}`;
}

function percent(likeness: number): string {
	return `${Math.round(likeness * 100)} %`;
}
