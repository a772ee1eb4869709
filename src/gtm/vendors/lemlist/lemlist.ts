import type { SequencerVendor } from '../../sequencer/sequencer-vendor';
import { baseUrlOf } from '../base-url';
import { lemlistEvents } from './events';
import { lemlistBlockList } from './block-list';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { getSequence, listSequences, updateStep } from './campaigns';
import { engagementHistory, statistics } from './engagement';
import { enroll } from './enroll';
import { getEnrollment, pause, resume, stop } from './enrollment';
import { people } from './people';
import { lemlistHook } from './hook';
import { lemlistProfile } from './profile';

const NO_TEMPLATES = 'lemlist has no API for templates. Change the text of the step instead.';

export const lemlist: SequencerVendor = {
	profile: lemlistProfile,
	credentialTypes: ['gtmLemlistApi'],
	hosts: (credential) => ({ api: baseUrlOf(credential.baseUrl, 'https://api.lemlist.com') }),
	docsUrl: 'https://developer.lemlist.com/',
	capabilities: {
		'sequence.list': can('Searching by name reads every campaign.'),
		'sequence.get': can('The steps of the main sequence, without those of conditional branches.'),
		'template.list': cannot(NO_TEMPLATES),
		'template.get': cannot(NO_TEMPLATES),
		'enrollment.enroll': can(
			'In a campaign with review, the person waits (paused) until someone launches them.',
		),
		'enrollment.pause': can(),
		'enrollment.resume': can('Launches a person who waits for review.'),
		'enrollment.stop': can('Removes the lead from the campaign, without marking it unsubscribed.'),
		'enrollment.get': can(),
		'messaging.updateStep': can('Delays in whole days.'),
		'messaging.updateTemplate': cannot(NO_TEMPLATES),
		'engagement.history': can(),
		'engagement.statistics': can('Counts messages on all channels, not people.'),
		'engagement.changes': can(),
		'blocklist.push': can(
			'Reads the whole list first. An entry that ends by itself is not pushed.',
		),
	},
	listSequences,
	getSequence,
	listTemplates: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	getTemplate: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	enroll,
	getEnrollment,
	people,
	pause,
	resume,
	stop,
	updateStep,
	updateTemplate: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	engagementHistory,
	statistics,
	events: [lemlistEvents],
	hook: lemlistHook,
	blockList: lemlistBlockList,
};
