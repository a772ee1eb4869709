/** From the top; the words are those of Apollo, which most vendors can be read into. */
export const SENIORITIES = [
	'owner',
	'founder',
	'c_suite',
	'partner',
	'vp',
	'head',
	'director',
	'manager',
	'senior',
	'entry',
	'intern',
] as const;

export type Seniority = (typeof SENIORITIES)[number];

export const DEPARTMENTS = [
	'executive',
	'engineering',
	'product',
	'design',
	'data',
	'it',
	'sales',
	'marketing',
	'customer_success',
	'finance',
	'hr',
	'legal',
	'operations',
	'consulting',
	'research',
] as const;

export type Department = (typeof DEPARTMENTS)[number];

/** What a title says; a member is absent if the title does not say it. */
export interface JobTitle {
	seniority?: Seniority;
	department?: Department;
}

interface Row<Word> {
	is: Word;
	/** Whole words of a plain title: lower case, spaces instead of punctuation. */
	words: string;
}

/** A short form of an office; the department comes with it. */
const CHIEFS: Readonly<Record<string, Department>> = {
	ceo: 'executive',
	cto: 'engineering',
	cio: 'it',
	ciso: 'it',
	cdo: 'data',
	cfo: 'finance',
	cmo: 'marketing',
	cro: 'sales',
	cso: 'sales',
	cco: 'customer_success',
	coo: 'operations',
	chro: 'hr',
	clo: 'legal',
};

/** Read from the top: the first row that matches wins. */
const SENIORITY: ReadonlyArray<Row<Seniority>> = [
	// Who works for someone is not that someone.
	{
		is: 'entry',
		words:
			'(?:assistant|secretary|aide|ea|pa) (?:to|of)|(?:executive|personal|administrative) assistant',
	},
	{ is: 'director', words: 'chief of staff' },
	{
		is: 'intern',
		words: 'intern|internship|trainee|apprentice|working student|werkstudent(?:in)?',
	},
	{ is: 'founder', words: 'founder|co founder|cofounder|founding partner|gruender(?:in)?' },
	{ is: 'owner', words: '(?:business |company |co )?owner|proprietor|inhaber(?:in)?' },
	{ is: 'vp', words: '(?:[aes])?vp|vice president|senior vice president' },
	{
		is: 'c_suite',
		words: `c[a-z]o of|chief [a-z ]+ officer|chief executive|${Object.keys(CHIEFS).join('|')}|cpo|(?<!vice )president|managing director|general counsel|geschaeftsfuehrer(?:in)?|vorstand`,
	},
	{ is: 'partner', words: '(?:managing|general|equity) partner|(?<!business )partner$' },
	{ is: 'head', words: 'head|global head|leiter(?:in)?' },
	{ is: 'director', words: 'director|direktor(?:in)?' },
	// Someone who manages people or a product, not an account executive's "manager of nothing".
	{ is: 'manager', words: 'manager(?:in)?|mgr|supervisor|team lead|teamleiter(?:in)?|lead' },
	{ is: 'senior', words: 'senior|sr|principal|staff|expert|architect' },
	{
		is: 'entry',
		words:
			'junior|jr|entry level|graduate|assistant|sdr|bdr|coordinator|clerk|representative|associate',
	},
];

const DEPARTMENT: ReadonlyArray<Row<Department>> = [
	{
		is: 'operations',
		words:
			'(?:assistant|secretary) (?:to|of)|(?:executive|personal|administrative) assistant|office manager(?:in)?|chief of staff',
	},
	{
		is: 'customer_success',
		words:
			'customer (?:success|support|care|experience|service)|client (?:success|services?)|support|technical account manager|onboarding',
	},
	{
		is: 'product',
		words: 'product (?:manager(?:in)?|owner|lead|director|management|marketing manager)|product',
	},
	{
		is: 'marketing',
		words:
			'marketing|growth|brand|demand generation|demand gen|content|seo|communications|pr|public relations|social media',
	},
	{
		is: 'sales',
		words:
			'sales|account executive|account manager(?:in)?|key account|business development|sdr|bdr|revenue|revops|partnerships?|vertrieb|gtm|go to market|alliances',
	},
	{ is: 'data', words: 'data|analytics|machine learning|ml|ai|business intelligence|bi' },
	{ is: 'design', words: 'design|designer|ux|ui|creative|art director' },
	{
		is: 'it',
		words:
			'it|information (?:technology|security|systems)|security|infosec|system administrator|sysadmin|network|help desk|infrastructure',
	},
	{
		is: 'engineering',
		words:
			'engineer|engineering|developer|development|software|devops|sre|qa|architect|technology|technical|programmer|entwickler(?:in)?',
	},
	{
		is: 'finance',
		words:
			'finance|financial|accounting|accountant|controller|controlling|treasury|treasurer|audit|tax|payroll|fp and a|investor relations',
	},
	{
		is: 'hr',
		words:
			'hr|human resources|people|talent|recruiter|recruiting|recruitment|personnel|culture|personal',
	},
	{ is: 'legal', words: 'legal|counsel|attorney|lawyer|compliance|paralegal|privacy' },
	{
		is: 'operations',
		words:
			'operations|ops|supply chain|logistics|procurement|purchasing|facilities|manufacturing|quality|project manager(?:in)?|program manager(?:in)?',
	},
	{ is: 'research', words: 'research|researcher|scientist|r and d' },
	{ is: 'consulting', words: 'consultant|consulting|advisor|adviser|advisory' },
	{
		is: 'executive',
		words:
			'ceo|chief executive|founder|co founder|cofounder|owner|(?<!vice )president|managing director|general manager|geschaeftsfuehrer(?:in)?|inhaber(?:in)?|vorstand|board',
	},
];

/**
 * Seniority and department of a title in English or, for the common ones, German. A table of words
 * and nothing more: it does not know the company, so a "VP" of a bank and of a start-up are alike,
 * "lead" counts as manager, and "partner" at the end as partner of the firm. Where a title names several offices,
 * the highest seniority in the table's order wins.
 */
export function readJobTitle(title: string): JobTitle {
	const words = plain(title);
	const seniority = firstMatch(SENIORITY, words);
	const chief = seniority === 'entry' ? undefined : chiefIn(words);
	const department = chief ?? firstMatch(DEPARTMENT, words);
	return {
		...(seniority !== undefined && { seniority }),
		...(department !== undefined && { department }),
	};
}

/** A founder who is CTO is of engineering, one who is CEO of the executive. */
function chiefIn(words: string): Department | undefined {
	const offices = words.split(' ').map((word) => CHIEFS[word]);
	return offices.find((one) => one !== undefined && one !== 'executive') ?? offices.find(Boolean);
}

function firstMatch<Word>(rows: ReadonlyArray<Row<Word>>, title: string): Word | undefined {
	return rows.find(({ words }) => new RegExp(`(?:^| )(?:${words})(?= |$)`).test(title))?.is;
}

function plain(title: string): string {
	return title
		.slice(0, 200)
		.toLowerCase()
		.replaceAll('ä', 'ae')
		.replaceAll('ö', 'oe')
		.replaceAll('ü', 'ue')
		.replaceAll('&', ' and ')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/(?<=\b[a-z])\.(?=[a-z]\b)/g, '')
		.replace(/[^\p{L}\d]+/gu, ' ')
		.trim();
}
