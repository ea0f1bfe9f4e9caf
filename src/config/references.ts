import type {
  Area,
  Article,
  Category,
  DemoAccount,
  HotlineBody,
  KeyPhrases,
  LabelScheme,
  Profile,
  Unit,
} from './schema';
import { MAIN_BODY } from './schema';

/** What names something must name something that is there. */
export function references(all: {
  bodies: HotlineBody[];
  profiles: Map<string, Profile>;
  units: Unit[];
  areas: Area[];
  categories: Category[];
  articles: Article[];
  accounts: DemoAccount[];
  phrases: KeyPhrases;
  scheme: LabelScheme;
}): string[] {
  const findings: string[] = [];
  const units = codesOf('units.yaml', 'units', all.units, findings);
  const areas = codesOf('areas.yaml', 'areas', all.areas, findings);
  const categories = codesOf('categories.yaml', 'categories', all.categories, findings);
  const check = (codes: Set<string>, value: string | undefined, where: string): void => {
    if (value !== undefined && !codes.has(value)) findings.push(`config/${where}: there is no "${value}"`);
  };
  const bodies = codesOf('bodies.yaml', 'bodies', all.bodies, findings);
  check(bodies, MAIN_BODY, 'bodies.yaml: bodies');
  for (const body of all.bodies) {
    const at = `bodies.yaml: ${body.code}`;
    check(new Set(all.profiles.keys()), body.profile, `${at}.profile`);
    check(bodies, body.parent, `${at}.parent`);
    check(units, body.unit, `${at}.unit`);
    check(areas, body.routing.homeArea, `${at}.routing.homeArea`);
    check(units, body.routing.fallback, `${at}.routing.fallback`);
    for (const unit of body.units ?? []) check(units, unit, `${at}.units`);
    if (aboveItself(body, all.bodies)) findings.push(`config/${at}.parent: the body would stand above itself`);
    if (body.parent && !body.unit) findings.push(`config/${at}.unit: a body with a parent is reached through a unit`);
  }
  for (const profile of all.profiles.values()) {
    check(areas, profile.routing.homeArea, `profiles/${profile.name}.yaml: routing.homeArea`);
    check(units, profile.routing.fallback, `profiles/${profile.name}.yaml: routing.fallback`);
  }
  for (const unit of all.units) {
    check(units, unit.parent, `units.yaml: ${unit.code}.parent`);
    for (const { from, to, deputy } of unit.absences) {
      check(units, deputy, `units.yaml: ${unit.code}.absences.deputy`);
      if (to < from) findings.push(`config/units.yaml: ${unit.code}.absences: "${to}" is before "${from}"`);
    }
    for (const area of unit.areas) check(areas, area, `units.yaml: ${unit.code}.areas`);
    for (const domain of unit.domains) check(categories, domain, `units.yaml: ${unit.code}.domains`);
  }
  for (const area of all.areas) check(areas, area.parent, `areas.yaml: ${area.code}.parent`);
  for (const article of all.articles) check(categories, article.category, `knowledge.yaml: ${article.code}.category`);
  for (const category of categories) {
    if (!all.phrases.category[category]) {
      findings.push(`config/classification.yaml: category.${category}: the category has no phrases`);
    }
  }
  for (const category of Object.keys(all.phrases.category)) {
    check(categories, category, `classification.yaml: category.${category}`);
  }
  for (const { category, topics } of all.scheme) {
    check(categories, category, `label-scheme.yaml: ${category}`);
    codesOf('label-scheme.yaml', category, topics, findings);
    for (const topic of topics) codesOf('label-scheme.yaml', `${category}.${topic.code}`, topic.topics, findings);
  }
  for (const account of all.accounts) {
    check(units, account.unit, `demo-accounts.yaml: ${account.username}.unit`);
    check(bodies, account.body, `demo-accounts.yaml: ${account.username}.body`);
    if (['handler', 'reviewer'].includes(account.role) && !account.unit) {
      findings.push(`config/demo-accounts.yaml: ${account.username}.unit: a ${account.role} belongs to a unit`);
    }
  }
  return findings;
}

/** Does following a body's parents come back to it? */
function aboveItself(body: HotlineBody, bodies: HotlineBody[]): boolean {
  const seen = new Set<string>();
  for (let at: HotlineBody | undefined = body; at && !seen.has(at.code);) {
    seen.add(at.code);
    const { parent }: HotlineBody = at;
    if (parent === body.code) return true;
    at = bodies.find(({ code }) => code === parent);
  }
  return false;
}

function codesOf(file: string, key: string, items: { code: string }[], findings: string[]): Set<string> {
  const codes = new Set<string>();
  for (const { code } of items) {
    if (codes.has(code)) findings.push(`config/${file}: ${key}: the code "${code}" stands there twice`);
    codes.add(code);
  }
  return codes;
}
