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
import { PLACEHOLDERS, placeholdersOf } from '../knowledge/fill-template';
import { type DocumentKind, readPartials, readTemplates } from './document-templates';
import { filesOf } from './folder';
import { references } from './references';
import { ConfigError, readYaml } from './yaml-file';

/**
 * The rules that a jurisdiction changes, read from config/, fully checked: nothing in it is absent or unresolved. ConfigWatch
 * takes over what is changed there while the app runs, so nobody keeps a part of it.
 */
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
    /** Subject of mails to citizens. */
    readonly mailSubject: string,
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

  /** How much of a known question a text must hold for its article to answer it. */
  get answersFrom(): number {
    return this.installation.answersFrom;
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

  /** Becomes what was read anew, all at once. */
  takeOver(read: HotlineConfig): void {
    Object.assign(this, read);
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
      notifications.mailSubject,
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
