import { type ReasonMeaning, row } from './reason-meaning';

/** Codes of GTM Playbook: why a decision, a sequence, a message or a run is held back. See `REASONS`. */
export const PLAYBOOK_REASONS: Readonly<Record<string, ReasonMeaning>> = {
	capacity: row('The sequence is full for today', 'Run again tomorrow, or raise its capacity'),
	claim_too_old: row(
		'The evidence of a claim is older than the rules allow',
		'Remove the claim, or find newer evidence',
	),
	claim_without_evidence: row(
		'A claim cites evidence that the context does not have',
		'Cite evidence of the context, or remove the claim',
	),
	distance: row(
		'The score of the model is farther from the score of the rubric than the rules allow',
		'Nothing: the score of the rubric counts. Raise the distance if this is frequent',
	),
	empty_merge_tag: row('A merge tag has no value', 'Give it a value, or a fallback text'),
	evidence: row(
		'The model cites evidence that the context does not have',
		'Nothing: the decision of the rubric counts',
	),
	hidden_text: row('The message has HTML or invisible letters', 'Send plain text'),
	inconsistent: row(
		'The decision of the model promises more than its score gives',
		'Nothing: the decision of the rubric counts',
	),
	kill_switch: row('The kill switch stops the playbook', 'Run Guard > Kill Switch, Stopped off'),
	language: row(
		'The language is not the one that is wanted, or is not known',
		'Write in the language of the reader, or set the language of the person',
	),
	link: row(
		'A reason of the model has a link or invisible letters',
		'Nothing: the decision of the rubric counts. Check the data of the person for instructions to models',
	),
	model_failed: row(
		'The model failed',
		'Nothing: the decision of the rubric counts. Check the credential of the model if this is frequent',
	),
	no_unsubscribe: row(
		'The message does not say how to unsubscribe',
		'Add a line or a link to unsubscribe',
	),
	not_active: row('The sequence is not active', 'Activate it in the catalog, or choose another'),
	number_without_evidence: row(
		'A number is in no claim with evidence, and in no proof point',
		'Cite its evidence, add a proof point, or remove the number',
	),
	overruled: row(
		'The model is less careful than the rubric allows',
		'Nothing: the decision of the rubric counts',
	),
	persona: row(
		'The sequence is not for people with this title, or the title is not known',
		'Find the title of the person, or choose another sequence',
	),
	region: row(
		'The sequence is not for this country, or the country is not known',
		'Find the country of the person, or choose another sequence',
	),
	repeated: row(
		'Too much of the message was in an earlier message',
		'Write the message for this person',
	),
	run_in_progress: row(
		'The playbook is running for this person or company',
		'Wait until it ends. A run that was killed is taken over after five minutes',
	),
	schema: row(
		'The answer of the model does not have the fields of a decision',
		'Nothing: the decision of the rubric counts. Give the model the output format of the example',
	),
	sensitive: row(
		'A claim is about a sensitive subject, such as health or family',
		'Remove the claim',
	),
	shouting: row(
		'Several words in capitals, or several exclamation or question marks in a row',
		'Use normal case and one mark',
	),
	spam_words: row('The message has words that spam filters know', 'Use other words'),
	strange_link: row(
		'A link leads to a host that is not allowed',
		'Remove the link, or add its host to the rules',
	),
	subject_too_long: row('The subject is longer than the rules allow', 'Shorten the subject'),
	tier: row(
		'The sequence is for other tiers; D and X are never enrolled',
		'Choose a sequence for the tier',
	),
	too_long: row('The body is longer than the rules allow', 'Shorten the body'),
	too_many_links: row('The message has more links than the rules allow', 'Keep one link'),
	unreadable: row(
		'The model did not answer with JSON',
		'Nothing: the decision of the rubric counts. Give the model the output format of the example',
	),
};
