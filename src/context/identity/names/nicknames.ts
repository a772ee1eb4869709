/** Short forms that share too few letters with the name to be taken for a slip. */
const FAMILIES = `
	robert rob bob bobby robbie bert; william will bill billy willie liam; richard rick dick rich ricky;
	edward ed eddie ted ned; margaret maggie meg peggy marge; elizabeth liz beth betty eliza lisa lizzie;
	katherine catherine kathryn kate katie kathy cathy kat; james jim jimmy jamie; john jack johnny jon;
	michael mike mick mickey; thomas tom tommy; charles charlie chuck; henry harry hank; anthony tony;
	andrew andy drew; patricia pat patty trish; joseph joe joey; daniel dan danny; david dave;
	samuel sam sammy; samantha sam; alexander alex sasha xander; alexandra alex sandra sasha;
	christopher chris kit; christina chris tina; nicholas nick; benjamin ben; matthew matt; steven stephen
	steve; timothy tim; gregory greg; jeffrey geoffrey jeff geoff; kenneth ken kenny; lawrence larry;
	leonard len lenny leo; philip phil; raymond ray; ronald ron ronnie; donald don donny; gerald gerry
	jerry; susan sue susie; deborah debbie deb; jennifer jen jenny; jessica jess; rebecca becky; theresa
	teresa terry tess; victoria vicky tori; dorothy dot dottie; eleanor ellie nell nora; abigail abby;
	frederick fred freddie; friedrich fritz fred; johannes hans jo; josef sepp; francisco paco pancho;
	jose pepe; mikhail misha; vladimir vova volodya; dmitri dima; ivan vanya; yekaterina katya
`;

const FAMILIES_OF: ReadonlyMap<string, ReadonlySet<number>> = familiesOfEach();

/** Whether one may be short for the other. */
export function mayBeNickname(one: string, other: string): boolean {
	const [first, second] = [FAMILIES_OF.get(one), FAMILIES_OF.get(other)];
	return second !== undefined && [...(first ?? [])].some((family) => second.has(family));
}

function familiesOfEach(): ReadonlyMap<string, ReadonlySet<number>> {
	const found = new Map<string, Set<number>>();
	FAMILIES.split(';').forEach((family, at) => {
		for (const name of family.trim().split(/\s+/)) {
			found.set(name, (found.get(name) ?? new Set()).add(at));
		}
	});
	return found;
}
