import type { SequencerVendor } from '../../sequencer/sequencer-vendor';
import { baseUrlOf } from '../base-url';
import { instantlyEvents } from './events';
import { instantlyBlockList } from './block-list';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { getSequence, listSequences, updateStep } from './campaigns';
import { engagementHistory, statistics } from './engagement';
import { enroll } from './enroll';
import { enrollMany } from './enroll-many';
import { getEnrollment, stop } from './enrollment';
import { people } from './people';
import { instantlyHook } from './hook';
import { instantlyProfile } from './profile';

const NO_TEMPLATES = 'Instantly has no API for email templates. The text is in the steps.';
const NO_PAUSE =
	'Instantly pauses whole campaigns only. Stop the person, or pause the campaign in Instantly.';

export const instantly: SequencerVendor = {
	profile: instantlyProfile,
	credentialTypes: ['gtmInstantlyApi'],
	hosts: (credential) => ({ api: baseUrlOf(credential.baseUrl, 'https://api.instantly.ai') }),
	docsUrl: 'https://developer.instantly.ai/api/v2',
	capabilities: {
		'sequence.list': can(),
		'sequence.get': can('Steps have numbers, not IDs.'),
		'template.list': cannot(NO_TEMPLATES),
		'template.get': cannot(NO_TEMPLATES),
		'enrollment.enroll': can(
			'Uses one lead upload of the plan. Sends from the mailboxes of the campaign: you cannot choose a sender.',
		),
		'enrollment.pause': cannot(NO_PAUSE),
		'enrollment.resume': cannot(NO_PAUSE),
		'enrollment.stop': can('Deletes the lead from the campaign; Instantly keeps no record of it.'),
		'enrollment.get': can(),
		'messaging.updateStep': can(
			'By number. Writes all steps of the campaign; a change made in the web app at the same moment is lost.',
		),
		'messaging.updateTemplate': cannot(NO_TEMPLATES),
		'engagement.history': can('Emails sent and received; 20 requests a minute.'),
		'engagement.statistics': can('Delivered means sent minus bounced.'),
		'engagement.changes': can(
			'Emails that were sent, and replies. Instantly only counts opens, clicks, bounces and unsubscribes.',
		),
		'blocklist.push': can(
			'Reads the whole list first. An entry that ends by itself is not pushed.',
		),
	},
	listSequences,
	getSequence,
	listTemplates: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	getTemplate: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	enroll,
	enrollMany,
	getEnrollment,
	people,
	pause: ({ provider }) => Promise.resolve(notOffered(provider, NO_PAUSE)),
	resume: ({ provider }) => Promise.resolve(notOffered(provider, NO_PAUSE)),
	stop,
	updateStep,
	updateTemplate: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	engagementHistory,
	statistics,
	events: [instantlyEvents],
	hook: instantlyHook,
	blockList: instantlyBlockList,
};
