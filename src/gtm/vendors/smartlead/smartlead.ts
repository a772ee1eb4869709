import type { SequencerVendor } from '../../sequencer/sequencer-vendor';
import { baseUrlOf } from '../base-url';
import { smartleadBlockList } from './push-block-list';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { getSequence, listSequences, updateStep } from './campaigns';
import { engagementHistory, statistics } from './engagement';
import { enroll } from './enroll';
import { getEnrollment, pause, resume, stop } from './enrollment';
import { smartleadEvents } from './events';
import { people } from './people';
import { smartleadHook } from './hook';
import { smartleadProfile } from './profile';

const NO_TEMPLATES = 'Smartlead has no templates. Change the text of the step instead.';

export const smartlead: SequencerVendor = {
	profile: smartleadProfile,
	credentialTypes: ['gtmSmartleadApi'],
	hosts: (credential) => ({ api: baseUrlOf(credential.baseUrl, 'https://server.smartlead.ai') }),
	docsUrl: 'https://api.smartlead.ai/introduction',
	capabilities: {
		'sequence.list': can(),
		'sequence.get': can(),
		'template.list': cannot(NO_TEMPLATES),
		'template.get': cannot(NO_TEMPLATES),
		'enrollment.enroll': can(),
		'enrollment.pause': can(),
		'enrollment.resume': can('Does not work at the last step of the campaign.'),
		'enrollment.stop': can('Removes the lead from the campaign, without unsubscribing the person.'),
		'enrollment.get': can(
			'By email or contact ID. In campaigns with thousands of leads, the state can be missing.',
		),
		'messaging.updateStep': can(
			'Only while the campaign is paused. Writes all its steps. Delays in whole days. Not for campaigns with A/B variants.',
		),
		'messaging.updateTemplate': cannot(NO_TEMPLATES),
		'engagement.history': can('Emails sent and received.'),
		'engagement.statistics': can('Whole days. Delivered means sent minus bounced.'),
		'engagement.changes': can(
			'Emails sent and replies. Opens, clicks, bounces and unsubscribes have no time there.',
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
	getEnrollment,
	people,
	pause,
	resume,
	stop,
	updateStep,
	updateTemplate: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	engagementHistory,
	statistics,
	events: [smartleadEvents],
	hook: smartleadHook,
	blockList: smartleadBlockList,
};
