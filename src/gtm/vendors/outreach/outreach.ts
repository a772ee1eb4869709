import type { SequencerVendor } from '../../sequencer/sequencer-vendor';
import { baseUrlOf } from '../base-url';
import { outreachEvents } from './events';
import { can, cannot } from '../capability';
import { NO_WINDOW, engagementHistory, statistics } from './engagement';
import { enroll } from './enroll';
import { getEnrollment, pause, resume, stop } from './enrollment';
import { listSenders } from './mailboxes';
import { people } from './people';
import { outreachHook } from './hook';
import { outreachProfile } from './profile';
import { getSequence, listSequences, updateStep } from './sequences';
import { getTemplate, listTemplates, updateTemplate } from './templates';

const BY_NAME = 'Searching by part of the name reads all sequences.';

export const outreach: SequencerVendor = {
	profile: outreachProfile,
	credentialTypes: ['gtmOutreachOAuth2Api'],
	hosts: (credential) => ({ api: baseUrlOf(credential.baseUrl, 'https://api.outreach.io') }),
	docsUrl: 'https://developers.outreach.io/api/',
	capabilities: {
		'sequence.list': can(BY_NAME),
		'sequence.get': can(),
		'template.list': can(BY_NAME),
		'template.get': can(),
		'enrollment.enroll': can(
			'Set Sender to a mailbox, unless the user has only one. Outreach finds the prospect by email and creates it if it is missing.',
		),
		'enrollment.pause': can(),
		'enrollment.resume': can(),
		'enrollment.stop': can('Finishes the sequence for the person.'),
		'enrollment.get': can(),
		'messaging.updateStep': can('The text is a template, so every step that uses it changes.'),
		'messaging.updateTemplate': can(),
		'engagement.history': can('Emails, with the first time of each event.'),
		'engagement.statistics': can(NO_WINDOW),
		'engagement.changes': can(
			'The first time that each thing happened to a mail. What Outreach records more than an hour late is not told of.',
		),
		'blocklist.push': cannot(
			'Outreach keeps no list: a prospect is opted out one by one, in Outreach.',
		),
	},
	listSequences,
	getSequence,
	listSenders,
	listTemplates,
	getTemplate,
	enroll,
	getEnrollment,
	people,
	pause,
	resume,
	stop,
	updateStep,
	updateTemplate,
	engagementHistory,
	statistics,
	events: [outreachEvents],
	hook: outreachHook,
};
