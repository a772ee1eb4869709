import type { SequencerVendor } from '../../sequencer/sequencer-vendor';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { getSequence, listSequences, updateStep } from './campaigns';
import { engagementHistory, statistics } from './engagement';
import { enroll } from './enroll';
import { enrollMany } from './enroll-many';
import { getEnrollment, stop } from './enrollment';
import { people } from './people';
import { instantlyProfile } from './profile';

const NO_TEMPLATES = 'Instantly has no API for its email templates: the text is in the steps.';
const NO_PAUSE =
	'Instantly pauses whole campaigns only, no single lead: stop the person, or pause the campaign.';

export const instantly: SequencerVendor = {
	profile: instantlyProfile,
	credentialTypes: ['gtmInstantlyApi'],
	hosts: (credential) => ({ api: baseUrlOf(credential.baseUrl, 'https://api.instantly.ai') }),
	docsUrl: 'https://developer.instantly.ai/api/v2',
	capabilities: {
		'sequence.list': can(),
		'sequence.get': can('Steps have numbers, no IDs.'),
		'template.list': cannot(NO_TEMPLATES),
		'template.get': cannot(NO_TEMPLATES),
		'enrollment.enroll': can(
			'Takes a lead upload of the plan. The mailbox is one of the campaign’s: a sender cannot be chosen.',
		),
		'enrollment.pause': cannot(NO_PAUSE),
		'enrollment.resume': cannot(NO_PAUSE),
		'enrollment.stop': can(
			'Deletes the lead from the campaign; Instantly keeps no trace of it there.',
		),
		'enrollment.get': can(),
		'messaging.updateStep': can(
			'By number. Writes all steps of the campaign; a change made in the web app at the same moment is lost.',
		),
		'messaging.updateTemplate': cannot(NO_TEMPLATES),
		'engagement.history': can('Mails sent and received; 20 requests a minute.'),
		'engagement.statistics': can('Delivered is sent less bounced.'),
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
};
