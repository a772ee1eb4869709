/** One word after another, for lists that would fill pages otherwise. */
const words = (text: string): string[] => text.trim().split(/\s+/);

/** What invented companies are called: one of the first, one of the second, and what they do. */
export const NAME_BEGINNINGS = words(`
	Alder Amber Arbor Aspen Basalt Beacon Birch Bramble Brass Bright Cedar Cinder Clear
	Cobalt Copper Coral Crane Delta Drift Ember Fable Fern Flint Fox Garnet Glass Granite
	Harbor Hazel Heron Indigo Iron Juniper Kestrel Lantern Larch Linden Maple Marble
	Meridian Mint North Oak Ochre Onyx Opal Orchard Pine Quartz Quill Raven Ridge River
	Rowan Saffron Sable Slate Sparrow Spruce Stone Summit Tall Tern Thistle Tidal Umber Vale
	Velvet Willow Wren
`);

export const NAME_ENDINGS = words(`
	bay bridge brook crest dale field ford gate grove haven hill hollow lake light line mark
	mere path peak point reach rise shore spring stead trail vale view water wind
`);

/** Industry, what a company of it is called, what it does, what it uses. */
export const INDUSTRIES = [
	{
		industry: 'Computer Software',
		endings: ['Software', 'Cloud', 'Labs'],
		does: 'workflow software for operations teams',
		stack: ['AWS', 'React', 'PostgreSQL', 'Segment'],
	},
	{
		industry: 'Industrial Automation',
		endings: ['Robotics', 'Automation', 'Controls'],
		does: 'robot cells for small factories',
		stack: ['Azure', 'SAP', 'Siemens MindSphere'],
	},
	{
		industry: 'Financial Services',
		endings: ['Capital', 'Payments', 'Finance'],
		does: 'payment services for merchants',
		stack: ['AWS', 'Snowflake', 'Salesforce', 'Kafka'],
	},
	{
		industry: 'Hospital & Health Care',
		endings: ['Health', 'Clinics', 'Care'],
		does: 'outpatient clinics and their booking systems',
		stack: ['Epic', 'Azure', 'Twilio'],
	},
	{
		industry: 'Logistics and Supply Chain',
		endings: ['Freight', 'Logistics', 'Cargo'],
		does: 'freight forwarding with live tracking',
		stack: ['Google Cloud', 'Oracle NetSuite', 'HubSpot'],
	},
	{
		industry: 'Retail',
		endings: ['Goods', 'Market', 'Stores'],
		does: 'home goods in stores and online',
		stack: ['Shopify', 'Klaviyo', 'Google Analytics'],
	},
	{
		industry: 'Renewables & Environment',
		endings: ['Energy', 'Solar', 'Power'],
		does: 'solar plants for commercial roofs',
		stack: ['AWS', 'Salesforce', 'Tableau'],
	},
	{
		industry: 'Marketing and Advertising',
		endings: ['Media', 'Agency', 'Studio'],
		does: 'campaigns for consumer brands',
		stack: ['HubSpot', 'Google Ads', 'Figma'],
	},
	{
		industry: 'Education Management',
		endings: ['Learning', 'Academy', 'Campus'],
		does: 'courses for people who change jobs',
		stack: ['Canvas', 'Zoom', 'Stripe'],
	},
	{
		industry: 'Biotechnology',
		endings: ['Bio', 'Therapeutics', 'Genomics'],
		does: 'assays for rare diseases',
		stack: ['Benchling', 'AWS', 'Databricks'],
	},
];

export const TECHNOLOGIES = [
	'Salesforce',
	'HubSpot',
	'Marketo',
	'Outreach',
	'Snowflake',
	'Databricks',
	'Looker',
	'dbt',
	'Slack',
	'Notion',
	'Zendesk',
	'Intercom',
	'Okta',
	'Datadog',
	'Cloudflare',
	'Stripe',
	'Kubernetes',
];

export const FIRST_NAMES = words(`
	Abel Ada Aisha Alma Amara Anouk Ansel Arjun Astrid Beatriz Bo Bruno Camille Carlos Celia
	Chidi Clara Dana Daniel Dario Edda Efua Elias Elif Emre Enid Farid Felix Freya Gareth
	Giulia Greta Hana Henrik Ilse Imani Ines Ivo Jae Jonas Josefine Kai Katya Keiko Lars
	Leila Lena Liam Lucia Mads Maeve Malik Marta Mateo Mei Milo Nadia Neha Niko Noor Odile
	Olu Omar Oskar Paloma Petra Priya Quentin Rafael Rosa Runa Sami Sana Selma Sol Stellan
	Tamsin Tariq Tove Uma Vera Viktor Wanda Wim Xenia Yara Yusuf Zoe
`);

export const LAST_NAMES = words(`
	Abernathy-Voss Adeyemi Aldergate Almqvist Ambrose Arcand Ashdown Aydin Balint Barrowby
	Bellweather Benavides Bergstrand Birkeland Blackwood Bonnaire Brandvold Brightwell
	Calloway Cardenal Castellan Chaudry Coldwater Corvino Dahlgren Dallimore Delacroix
	Demirel Dovgan Eastbrook Eklund Elsworth Fairbairn Falkner Farrow Fenwick Fontaine
	Galbraith Ganz Greenhalgh Grimaldo Gupta Haldane Hallberg Harrowgate Hartigan Hoshino
	Iversen Jankowiak Jorgensen Kaczmarek Kallio Kamara Kingsolver Kowalczyk Lachance
	Lindqvist Lockhart Lundmark Marchetti Mbeki Merriweather Moravec Nakashima Nightingale
	Norcross Obuya Okonjo Oakhurst Ostrander Pellegrin Penhallow Quarrie Quintero
	Ravenscroft Redfern Rosenthal Rutkowska Saarinen Sandoval Sorrell Stavros Sternwood
	Takahara Thorne Tillery Ueda Underhill Valdemar Vantongeren Vasquez Villareal Wakefield
	Whitlock Winterbourne Yilmaz Zabriskie Zielinski
`);

/** Fictitious numbers only: ranges that regulators keep for stories. `#` is a digit. */
export const PLACES = [
	{ country: 'US', city: 'Boston', phone: '+161755501##' },
	{ country: 'US', city: 'Austin', phone: '+151255501##' },
	{ country: 'US', city: 'Denver', phone: '+130355501##' },
	{ country: 'US', city: 'Seattle', phone: '+120655501##' },
	{ country: 'US', city: 'Chicago', phone: '+131255501##' },
	{ country: 'CA', city: 'Toronto', phone: '+141655501##' },
	{ country: 'GB', city: 'London', phone: '+442079460###' },
	{ country: 'GB', city: 'Manchester', phone: '+441614960###' },
	{ country: 'DE', city: 'Berlin', phone: '+493023125###' },
	{ country: 'DE', city: 'Hamburg', phone: '+494066969###' },
	{ country: 'FR', city: 'Paris', phone: '+33199001###' },
	{ country: 'AU', city: 'Sydney', phone: '+61255501###' },
];

export const JOBS = [
	{
		department: 'Sales',
		titles: {
			c_suite: 'Chief Revenue Officer',
			vp: 'VP Sales',
			director: 'Director of Sales',
			manager: 'Sales Manager',
			entry: 'Account Executive',
		},
	},
	{
		department: 'Marketing',
		titles: {
			c_suite: 'Chief Marketing Officer',
			vp: 'VP Marketing',
			director: 'Director of Demand Generation',
			manager: 'Marketing Manager',
			entry: 'Content Specialist',
		},
	},
	{
		department: 'Operations',
		titles: {
			c_suite: 'Chief Operating Officer',
			vp: 'VP Operations',
			director: 'Director of Revenue Operations',
			manager: 'RevOps Manager',
			entry: 'Operations Analyst',
		},
	},
	{
		department: 'Engineering',
		titles: {
			c_suite: 'Chief Technology Officer',
			vp: 'VP Engineering',
			director: 'Director of Engineering',
			manager: 'Engineering Manager',
			entry: 'Software Engineer',
		},
	},
	{
		department: 'Finance',
		titles: {
			c_suite: 'Chief Financial Officer',
			vp: 'VP Finance',
			director: 'Finance Director',
			manager: 'Finance Manager',
			entry: 'Accountant',
		},
	},
] as const;

export const FUNDING_STAGES = [
	'none',
	'seed',
	'series_a',
	'series_b',
	'series_c',
	'private_equity',
];

/** In order; the last two end a deal. */
export const DEAL_STAGES = [
	{ id: 'qualification', label: 'Qualification', probability: 0.1 },
	{ id: 'discovery', label: 'Discovery', probability: 0.2 },
	{ id: 'evaluation', label: 'Evaluation', probability: 0.4 },
	{ id: 'proposal', label: 'Proposal', probability: 0.6 },
	{ id: 'negotiation', label: 'Negotiation', probability: 0.8 },
	{ id: 'won', label: 'Closed Won', probability: 1 },
	{ id: 'lost', label: 'Closed Lost', probability: 0 },
] as const;

export const LOST_REASONS = [
	'No budget',
	'Chose a competitor',
	'No decision',
	'Missing integration',
];

export const USAGE_EVENTS = [
	'signed in',
	'report viewed',
	'workflow created',
	'workflow run',
	'teammate invited',
	'export made',
	'integration connected',
	'pricing page viewed',
];
