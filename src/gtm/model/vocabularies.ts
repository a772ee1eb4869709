import { INDUSTRIES, OTHER_INDUSTRIES } from './industries';
import { DEPARTMENTS, SENIORITIES } from './job-title';
import { vocabularyOf } from './vocabulary';

/** From the top: see `SENIORITIES`. The others are the words of HubSpot, PDL, Hunter and FullEnrich. */
export const seniority = vocabularyOf(SENIORITIES, {
	owner: 'Proprietor',
	founder: 'Co-Founder, Cofounder',
	c_suite: 'C-Suite, CXO, C-Level, Chief, Executive, CXO Level, Top Executive',
	partner: 'Managing Partner',
	vp: 'Vice President, VP Level, SVP, EVP, Senior Vice President',
	head: 'Head of',
	director: 'Director Level, Senior Director',
	manager:
		'Manager Level, Mid, Lead, Team Lead, Supervisor, Experienced Manager, Entry Level Manager',
	senior: 'Senior Level, Expert',
	entry: 'Entry Level, Junior, Employee, Staff, Individual Contributor, Associate, Non-Manager',
	intern: 'Internship, Training, Trainee, Unpaid, Student',
});

/** The others are the words of Apollo, PDL, HubSpot and FullEnrich. */
export const department = vocabularyOf(DEPARTMENTS, {
	executive:
		'C-Suite, C_Suite, Leadership, General Management, Management, Entrepreneur, Entrepreneurship, Founder',
	engineering:
		'Engineering & Technical, Master Engineering Technical, Engineer, R&D Engineering, Quality Assurance',
	product: 'Product Management, Project Management, Program and Project Management',
	design: 'Master Design, Creative, Arts and Design, Design Creative',
	data: 'Data Science, Analytics, Business Intelligence',
	it: 'Information Technology, Master Information Technology, IT and Security, Computing',
	sales: 'Master Sales, Business Development, Revenue, Account Management',
	marketing:
		'Master Marketing, Public Relations, Communications, Communication, Media and Communication, Advertising, Media',
	customer_success: 'Customer Service, Customer Support, Support, Customer Experience',
	finance: 'Master Finance, Accounting, Finance and Accounting, Finance & Administration',
	hr: 'Human Resources, Master Human Resources, People, People Operations, Recruiting, Talent',
	legal: 'Master Legal, Legal & Compliance',
	operations:
		'Master Operations, Administrative, Administration, Logistics, Purchasing, Procurement, Manufacturing',
	consulting: 'Consultant, Advisory',
	research: 'Researcher, Science, R&D, Research and Development',
});

/** LinkedIn's industries, which Apollo, People Data Labs and HubSpot have too, each in its spelling. */
export const industry = vocabularyOf(INDUSTRIES, OTHER_INDUSTRIES);

/** By the field of the record. */
export const VOCABULARIES = { seniority, department, industry } as const;

export type VocabularyField = keyof typeof VOCABULARIES;
