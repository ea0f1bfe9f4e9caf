import { join } from 'node:path';
import type { z } from 'zod';
import * as schemas from './schema';
import type {
  Area,
  Article,
  AttachmentRules,
  Category,
  DemoAccount,
  HotlineBody,
  Installation,
  KeyPhrases,
  LabelScheme,
  Profile,
  ReplyCheckWords,
  ReplyTemplate,
  Similarity,
  Trials,
  Unit,
} from './schema';
import { MAIN_BODY } from './schema';
import { PLACEHOLDERS, placeholdersOf } from '../knowledge/fill-template';
import { type DocumentKind, readPartials, readTemplates } from './document-templates';
import { filesOf } from './folder';
import { ConfigError, readYaml } from './yaml-file';

/** The rules that a jurisdiction changes, read from config/ once, fully checked: nothing in it is absent or unresolved. */
export class HotlineConfig {
  private constructor(
    private readonly installation: Installation,
    readonly bodies: readonly HotlineBody[],
    private readonly profiles: ReadonlyMap<string, Profile>,
    readonly units: readonly Unit[],
    readonly areas: readonly Area[],
    readonly categories: readonly Category[],
    readonly calendarOverrides: Readonly<Record<string, boolean>>,
    readonly notificationTemplates: Readonly<Record<string, string>>,
    readonly articles: readonly Article[],
    readonly replyTemplates: readonly ReplyTemplate[],
    readonly replyCheck: ReplyCheckWords,
    readonly demoAccounts: readonly DemoAccount[],
    readonly keyPhrases: KeyPhrases,
    readonly labelScheme: LabelScheme,
    readonly trials: Trials,
    readonly documentTemplates: Readonly<Record<DocumentKind, string>>,
    /** What several documents have in common, by the name that they include it under. */
    readonly documentPartials: Readonly<Record<string, string>>,
    readonly attachments: AttachmentRules,
    readonly similarity: Similarity,
  ) {}

  get timeZone(): string {
    return this.installation.timeZone;
  }

  get publicAddress(): string {
    return this.installation.publicAddress;
  }

  /** How people sign in, and what their passwords must be. */
  get security(): Installation['security'] {
    return this.installation.security;
  }

  /** How long what is personal is kept. */
  get retention(): Installation['retention'] {
    return this.installation.retention;
  }

  /** The profile of a case of the main body that names none. */
  get defaultProfile(): string {
    return this.mainBody.profile;
  }

  /** The body that the installation begins with. */
  get mainBody(): HotlineBody {
    return this.body(schemas.MAIN_BODY);
  }

  /** The hotline body of a code. A case names only bodies that were checked when it came in. */
  body(code: string): HotlineBody {
    const body = this.bodies.find((one) => one.code === code);
    if (!body) throw new Error(`config/bodies.yaml: there is no body "${code}"`);
    return body;
  }

  /** The body to which another one hands cases down through a unit; undefined for every other unit (D6 第五条). */
  subPlatform(of: string, unit: string): HotlineBody | undefined {
    return this.bodies.find((one) => one.parent === of && one.unit === unit);
  }

  /** The bodies that stand below one, directly or through others. */
  bodiesBelow(code: string): HotlineBody[] {
    const direct = this.bodies.filter(({ parent }) => parent === code);
    return direct.flatMap((body) => [body, ...this.bodiesBelow(body.code)]);
  }

  /** The units that a body assigns cases to. */
  unitsOf(code: string): readonly Unit[] {
    const { units } = this.body(code);
    return units ? this.units.filter((unit) => units.includes(unit.code)) : this.units;
  }

  /** A profile as a body applies it: the name’s, or the body’s own, with what the body changes of it. */
  profileOf(code: string, name?: string): Profile {
    const body = this.body(code);
    const profile = this.profile(name ?? body.profile);
    return profile.name === body.profile ? { ...profile, routing: { ...profile.routing, ...body.routing } } : profile;
  }

  get profileNames(): string[] {
    return [...this.profiles.keys()];
  }

  /** The profile of a name. A case names only profiles that were checked when it came in. */
  profile(name: string): Profile {
    const profile = this.profiles.get(name);
    if (!profile) throw new Error(`config/profiles/${name}.yaml: there is no such profile`);
    return profile;
  }

  /** Reads a folder; throws ConfigError with every finding, each with file, line and key. */
  static load(folder: string): HotlineConfig {
    const findings: string[] = [];
    const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
      try {
        return readYaml(join(folder, name), `config/${name}`, schema);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        findings.push(...error.findings);
        return undefined;
      }
    };
    const installation = read('hotline.yaml', schemas.installationSchema);
    const bodies = read('bodies.yaml', schemas.bodiesSchema)?.bodies;
    const profiles = filesOf(join(folder, 'profiles'), '.yaml').map((name) => ({
      file: `profiles/${name}.yaml`,
      profile: read(`profiles/${name}.yaml`, schemas.profileSchema),
    }));
    const units = read('units.yaml', schemas.unitsSchema)?.units;
    const areas = read('areas.yaml', schemas.areasSchema)?.areas;
    const categories = read('categories.yaml', schemas.categoriesSchema)?.categories;
    const holidays = read('holidays.yaml', schemas.holidaysSchema);
    const notifications = read('notifications.yaml', schemas.notificationsSchema);
    const articles = read('knowledge.yaml', schemas.knowledgeSchema)?.articles;
    const replies = read('reply-templates.yaml', schemas.replyTemplatesSchema)?.templates;
    const replyCheck = read('reply-check.yaml', schemas.replyCheckSchema);
    const accounts = read('demo-accounts.yaml', schemas.demoAccountsSchema)?.accounts;
    const phrases = read('classification.yaml', schemas.classificationSchema);
    const scheme = read('label-scheme.yaml', schemas.labelSchemeSchema)?.scheme;
    const trials = read('trials.yaml', schemas.trialsSchema);
    const attachments = read('attachments.yaml', schemas.attachmentsSchema);
    const similarity = read('similarity.yaml', schemas.similaritySchema);
    const documents = readTemplates(folder, findings);
    const partials = readPartials(folder, documents, findings);
    if (
      !installation ||
      !bodies ||
      !units ||
      !areas ||
      !categories ||
      !holidays ||
      !notifications ||
      !articles ||
      !replies ||
      !replyCheck ||
      !accounts ||
      !phrases ||
      !scheme ||
      !trials ||
      !attachments ||
      !similarity
    ) {
      throw new ConfigError(findings);
    }
    for (const { file, profile } of profiles) {
      if (profile && file !== `profiles/${profile.name}.yaml`) {
        findings.push(`config/${file}: name: must be the file's name`);
      }
    }
    const known = new Map(
      profiles.flatMap(({ profile }) =>
        profile ? [[profile.name, { ...profile, timeZone: installation.timeZone }] as const] : [],
      ),
    );
    for (const { code, text } of replies) {
      for (const name of placeholdersOf(text)) {
        if ((PLACEHOLDERS as readonly string[]).includes(name)) continue;
        findings.push(`config/reply-templates.yaml: ${code}.text: there is no placeholder "{{${name}}}"`);
      }
    }
    findings.push(
      ...references({ bodies, profiles: known, units, areas, categories, articles, accounts, phrases, scheme }),
    );
    if (findings.length > 0) throw new ConfigError(findings);
    const overrides = Object.fromEntries([
      ...holidays.holidays.map((day) => [day, false] as const),
      ...holidays.workingDays.map((day) => [day, true] as const),
    ]);
    return new HotlineConfig(
      installation,
      bodies,
      known,
      units,
      areas,
      categories,
      overrides,
      notifications.templates,
      articles,
      replies,
      replyCheck,
      accounts,
      phrases,
      scheme,
      trials,
      documents,
      partials,
      attachments,
      similarity,
    );
  }
}

/** What names something must name something that is there. */
function references(all: {
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
