import type { RoutingReason, RoutingRule, RuleName } from './rules';

/** One row: what comes in, who is to handle it, and why this row is here. */
export interface RoutingCase {
  why: string;
  profile: 'county' | 'city' | 'jinan' | 'dalian' | 'enterprise';
  category: string;
  area: string | null;
  text?: string;
  caseType?: string;
  level?: string;
  /** Units that validly returned it, the first one first, and whom they suggested. */
  returned?: string[];
  suggested?: string[];
  chosen?: string[];
  /** Who handled it in the round before, the lead first. */
  before?: string[];
  /** Absent units, each with its deputy or null. */
  absent?: Record<string, string | null>;
  /** Open assignments. */
  open?: Record<string, number>;
  /** What was learned: cases for and against a unit. */
  lessons?: Record<string, [number, number]>;
  /** Rows that an owner adds to or takes from the table. */
  withRules?: RoutingRule[];
  withoutRules?: RuleName[];
  outcome?: 'negotiate' | 'nobody';
  units: string[];
  negotiators?: string[];
  spoke?: RoutingReason['rule'];
}

/**
 * Who handles a matter of a category (row) in an area (column) when nothing else is known. `none`: the text names no
 * place. linjiang is a district with the streets binhe and dongmen; qingshan a county with the towns chengguan, heping
 * and shiqiao; the county hotline is qingshan's. Units that need words of theirs never come from this table.
 */
export const BY_PLACE_TABLES: Record<string, string> = {
  // The county's own; of another district the city department, which alone may direct that district (分级负责).
  county: `
                      none                linjiang            binhe               dongmen             qingshan            chengguan           heping              shiqiao
  public-safety       county-police       city-police         city-police         city-police         county-police       county-police       county-police       county-police
  government-services county-data         city-data           city-data           city-data           county-data         county-data         county-data         county-data
  civil-affairs       county-civil        city-civil          city-civil          city-civil          county-civil        county-civil        county-civil        county-civil
  public-services     county-housing      city-housing        city-housing        city-housing        county-housing      county-housing      county-housing      county-housing
  civilised-city      county-management   city-management     city-management     city-management     county-management   chengguan-town      heping-town         county-management
  rural-reform        county-agriculture  city-agriculture    city-agriculture    city-agriculture    county-agriculture  chengguan-town      heping-town         shiqiao-town
  education           county-education    city-education      city-education      city-education      county-education    county-education    county-education    county-education
  environment         county-environment  city-environment    city-environment    city-environment    county-environment  county-environment  county-environment  county-environment`,
  // Local first; where the district has no such department, the city's; environment is vertically managed.
  city: `
                      none                linjiang            binhe               dongmen             qingshan            chengguan           heping              shiqiao
  public-safety       city-police         district-police     district-police     district-police     county-police       county-police       county-police       county-police
  government-services city-data           city-data           city-data           city-data           county-data         county-data         county-data         county-data
  civil-affairs       city-civil          city-civil          city-civil          city-civil          county-civil        county-civil        county-civil        county-civil
  public-services     city-housing        district-management district-management district-management county-housing      county-housing      county-housing      county-housing
  civilised-city      city-management     district-management binhe-street        dongmen-street      county-management   chengguan-town      heping-town         county-management
  rural-reform        city-agriculture    city-agriculture    city-agriculture    city-agriculture    county-agriculture  chengguan-town      heping-town         shiqiao-town
  education           city-education      district-education  district-education  district-education  county-education    county-education    county-education    county-education
  environment         city-environment    city-environment    city-environment    city-environment    city-environment    city-environment    city-environment    city-environment`,
  // The same, but what the district has no department for goes to its sub-platform (D3 第四条).
  jinan: `
                      none                linjiang            binhe               dongmen             qingshan            chengguan           heping              shiqiao
  public-safety       city-police         district-police     district-police     district-police     county-police       county-police       county-police       county-police
  government-services city-data           district-platform   district-platform   district-platform   county-data         county-data         county-data         county-data
  civil-affairs       city-civil          district-platform   district-platform   district-platform   county-civil        county-civil        county-civil        county-civil
  public-services     city-housing        district-management district-management district-management county-housing      county-housing      county-housing      county-housing
  civilised-city      city-management     district-management binhe-street        dongmen-street      county-management   chengguan-town      heping-town         county-management
  rural-reform        city-agriculture    district-platform   district-platform   district-platform   county-agriculture  chengguan-town      heping-town         shiqiao-town
  education           city-education      district-education  district-education  district-education  county-education    county-education    county-education    county-education
  environment         city-environment    city-environment    city-environment    city-environment    city-environment    city-environment    city-environment    city-environment`,
  // D6 第三条、第五条: vertical matters to the city department, sub-platforms for the rest.
  dalian: `
                      none                linjiang            binhe               dongmen             qingshan            chengguan           heping              shiqiao
  public-safety       city-police         district-police     district-police     district-police     county-police       county-police       county-police       county-police
  government-services city-data           district-platform   district-platform   district-platform   county-data         county-data         county-data         county-data
  civil-affairs       city-civil          district-platform   district-platform   district-platform   county-civil        county-civil        county-civil        county-civil
  public-services     city-housing        district-management district-management district-management county-housing      county-housing      county-housing      county-housing
  civilised-city      city-management     district-management binhe-street        dongmen-street      county-management   chengguan-town      heping-town         county-management
  rural-reform        city-agriculture    district-platform   district-platform   district-platform   county-agriculture  chengguan-town      heping-town         shiqiao-town
  education           city-education      district-education  district-education  district-education  county-education    county-education    county-education    county-education
  environment         city-environment    city-environment    city-environment    city-environment    city-environment    city-environment    city-environment    city-environment`,
  // The enterprise knows its departments only, wherever the matter is (D7 第四条).
  enterprise: `
                      none                linjiang            chengguan
  public-safety       company-safety      company-safety      company-safety
  government-services company-general     company-general     company-general
  civil-affairs       company-general     company-general     company-general
  public-services     company-operations  company-operations  company-operations
  civilised-city      company-operations  company-operations  company-operations
  rural-reform        company-operations  company-operations  company-operations
  education           company-general     company-general     company-general
  environment         company-safety      company-safety      company-safety`,
};

type Row = Omit<RoutingCase, 'profile' | 'category' | 'area'>;
const of =
  (profile: RoutingCase['profile'], category: string, area: string | null) =>
  (why: string, row: Omit<Row, 'why'>): RoutingCase => ({ why, profile, category, area, ...row });

const countyLitter = of('county', 'civilised-city', 'chengguan');
const countyCivil = of('county', 'civil-affairs', 'chengguan');
const countyUtility = of('county', 'public-services', 'shiqiao');
const cityUtility = of('city', 'public-services', null);
const cityLitter = of('city', 'civilised-city', null);
const dalianAir = of('dalian', 'environment', 'qingshan');
const dalianAffairs = of('dalian', 'government-services', 'linjiang');
const jinanDistrict = of('jinan', 'civil-affairs', 'binhe');
const company = of('enterprise', 'environment', null);

/** Everything that a place and a category alone do not settle; over the sample registry (config/units.yaml). */
export const ROUTING_CASES: RoutingCase[] = [
  // Words that are one unit's (归口管理)
  countyUtility('停电 is the power company’s, before area', {
    text: '变压器坏了停电',
    units: ['city-power'],
    spoke: 'words',
  }),
  countyUtility('停水 is the water company’s', { text: '村里停水三天', units: ['city-water'], spoke: 'words' }),
  countyUtility('天然气 is the gas company’s', { text: '天然气漏气', units: ['city-gas'] }),
  countyUtility('公交: the county has a transport office of its own, nearer than the city’s', {
    text: '公交车不按站停',
    units: ['county-transport'],
    spoke: 'parent-area',
  }),
  countyUtility('村道 is a word of the county’s transport office only', {
    text: '村道塌了',
    units: ['county-transport'],
  }),
  countyUtility('no word of anybody: the general one of the area', { text: '路灯也没有', units: ['county-housing'] }),
  countyUtility('two words of one weigh more than one of another', {
    text: '停电，变压器冒烟，电表也坏了，物业说等停水的修完',
    units: ['city-power'],
  }),
  cityUtility('自来水', { text: '自来水发黄', units: ['city-water'] }),
  cityUtility('暖气', { text: '暖气不热', units: ['city-housing'] }),
  cityUtility('地铁', { text: '地铁口积水', units: ['city-transport'] }),
  cityUtility('several units that need words and no word: the one that needs none', {
    text: '希望解决',
    units: ['city-housing'],
  }),
  countyCivil('医保 is another body’s than 民政', { text: '医保断缴了怎么补', units: ['county-insurance'] }),
  countyCivil('欠薪', { text: '老板欠薪半年', units: ['county-labour'] }),
  countyCivil('低保 stays with 民政', { text: '低保什么时候发', units: ['county-civil'] }),
  countyLitter('食品安全 in a matter of the civilised city', { text: '夜市食品安全没人管', units: ['county-market'] }),
  cityLitter('过期食品', { text: '超市卖过期食品', units: ['city-market'] }),
  of(
    'city',
    'government-services',
    'chengguan',
  )('个税: the tax office is vertically managed, even inside the county', {
    text: '个税退不了',
    units: ['city-tax'],
    spoke: 'vertical',
  }),
  of(
    'county',
    'government-services',
    'chengguan',
  )('发票, the county has no branch: the city’s office serves everywhere', {
    text: '商家不开发票',
    units: ['city-tax'],
  }),

  // 垂直管理 (D6 第三条)
  dalianAir('the city department, though the county has a branch', { units: ['city-environment'], spoke: 'vertical' }),
  dalianAir('returned by the city department: the branch, which is all that is left', {
    returned: ['city-environment'],
    units: ['county-environment'],
  }),
  dalianAir('learned otherwise a hundred times: still the city department', {
    lessons: { 'county-environment': [100, 0], 'city-environment': [0, 100] },
    units: ['city-environment'],
  }),
  dalianAir('nor does a sub-platform come between', { text: '异味', units: ['city-environment'] }),
  dalianAir('absent: its branch stands in for it', {
    absent: { 'city-environment': 'county-environment' },
    units: ['county-environment'],
  }),
  dalianAffairs('tax: the sub-platform of the district is passed over', {
    text: '税务窗口',
    units: ['city-tax'],
    spoke: 'vertical',
  }),
  of(
    'dalian',
    'public-services',
    'linjiang',
  )('power: the district’s own office is passed over', {
    text: '小区停电',
    units: ['city-power'],
    spoke: 'vertical',
  }),
  of(
    'dalian',
    'public-services',
    'linjiang',
  )('water is not vertically managed, its words are enough', {
    text: '自来水停水',
    units: ['city-water'],
    spoke: 'words',
  }),
  of(
    'county',
    'environment',
    'qingshan',
  )('in the county its branch there', {
    units: ['county-environment'],
    spoke: 'vertical',
  }),
  of(
    'county',
    'environment',
    'qingshan',
  )('an owner sends them to the city, by one cell of the table', {
    withoutRules: ['vertical'],
    withRules: [{ rule: 'vertical', value: 'city' }],
    units: ['city-environment'],
  }),
  of(
    'county',
    'environment',
    'qingshan',
  )('an owner takes the rule away: local first', {
    withoutRules: ['vertical'],
    units: ['county-environment'],
    spoke: 'local-first',
  }),
  of(
    'city',
    'environment',
    'linjiang',
  )('another county’s branch never comes into it', {
    returned: ['city-environment'],
    units: ['city-office'],
    spoke: 'fallback',
  }),

  // 分平台 (D6 第五条)
  dalianAffairs('no such department in the district: its sub-platform', {
    units: ['district-platform'],
    spoke: 'sub-platform',
  }),
  dalianAffairs('returned by the sub-platform: the city department', {
    returned: ['district-platform'],
    units: ['city-data'],
  }),
  dalianAffairs('the sub-platform is away: the city department', {
    absent: { 'district-platform': null },
    units: ['city-data'],
  }),
  dalianAffairs('an owner lets the city department go first, by the points of the row', {
    withoutRules: ['sub-platform'],
    withRules: [{ rule: 'sub-platform', points: 50 }],
    units: ['city-data'],
  }),
  of(
    'dalian',
    'education',
    'linjiang',
  )('the district has the department: it goes first', {
    units: ['district-education'],
    spoke: 'local-first',
  }),
  of(
    'dalian',
    'education',
    'linjiang',
  )('returned by the department: the sub-platform finds another', {
    returned: ['district-education'],
    units: ['district-platform'],
  }),
  of('dalian', 'civil-affairs', 'heping')('the county’s department, not its sub-platform', { units: ['county-civil'] }),
  of(
    'dalian',
    'civil-affairs',
    'heping',
  )('returned by it: the county’s sub-platform', {
    returned: ['county-civil'],
    units: ['county-platform'],
  }),
  of('dalian', 'civil-affairs', null)('no area: no sub-platform, the city department', { units: ['city-civil'] }),
  jinanDistrict('a street of a district without such a department', { units: ['district-platform'] }),
  jinanDistrict('words of a city department go before the sub-platform', {
    text: '医保卡',
    units: ['city-insurance'],
  }),
  of('city', 'civil-affairs', 'binhe')('the city profile has no sub-platforms', { units: ['city-civil'] }),
  of('county', 'civil-affairs', 'binhe')('nor has the county', { units: ['city-civil'] }),

  // Returns (D5 一(二)): not the same unit again
  countyLitter('returned by the town: the next of the area', {
    returned: ['chengguan-town'],
    units: ['county-management'],
    spoke: 'returned',
  }),
  countyLitter('returned with a suggestion that has the domain', {
    returned: ['chengguan-town'],
    suggested: ['city-management'],
    units: ['county-management'],
  }),
  countyLitter('returned with a suggestion outside the domain: it joins the candidates', {
    returned: ['chengguan-town'],
    suggested: ['county-police'],
    units: ['county-police'],
    spoke: 'suggested',
  }),
  countyLitter('a suggestion that names no unit changes nothing', {
    returned: ['chengguan-town'],
    suggested: ['某局'],
    units: ['county-management'],
  }),
  countyLitter('a suggestion of another district’s unit changes nothing', {
    returned: ['chengguan-town'],
    suggested: ['district-management'],
    units: ['county-management'],
  }),
  countyLitter('it suggests itself: still left out', {
    returned: ['chengguan-town'],
    suggested: ['chengguan-town'],
    units: ['county-management'],
  }),
  countyCivil('returned by the county: the city', { returned: ['county-civil'], units: ['city-civil'] }),
  countyCivil('returned by two: their duties are in question', {
    returned: ['county-civil', 'city-civil'],
    outcome: 'negotiate',
    units: [],
    negotiators: ['county-civil', 'city-civil'],
    spoke: 'returned-often',
  }),
  countyCivil('an owner allows a third return: the superior of who fell out', {
    returned: ['county-civil', 'city-civil'],
    withoutRules: ['returned-often'],
    withRules: [{ rule: 'returned-often', limit: 3 }],
    units: ['county-office'],
    spoke: 'fallback',
  }),
  countyCivil('nobody but a person is left', {
    returned: ['county-civil', 'city-civil', 'county-office'],
    withoutRules: ['returned-often'],
    outcome: 'nobody',
    units: [],
    spoke: 'nobody',
  }),
  countyLitter('returned by town and county: they negotiate, with whom the rules would take next', {
    returned: ['chengguan-town', 'county-management'],
    outcome: 'negotiate',
    units: [],
    negotiators: ['chengguan-town', 'county-management', 'city-management'],
  }),
  countyLitter('returned and pushed on to a third who is suggested: all three negotiate', {
    returned: ['chengguan-town', 'county-management'],
    suggested: ['county-police'],
    outcome: 'negotiate',
    units: [],
    negotiators: ['chengguan-town', 'county-management', 'county-police', 'city-management'],
  }),
  company('returned by the department in charge: its superior', {
    returned: ['company-safety'],
    units: ['company-general'],
    spoke: 'parent',
  }),
  company('returned by both: they settle it', {
    returned: ['company-safety', 'company-general'],
    outcome: 'negotiate',
    units: [],
    negotiators: ['company-safety', 'company-general'],
  }),
  cityUtility('returned by the power company, whose words are in the text', {
    text: '停电',
    returned: ['city-power'],
    units: ['city-housing'],
  }),
  cityUtility('returned by the power company, which suggests the police', {
    text: '停电',
    returned: ['city-power'],
    suggested: ['city-police'],
    units: ['city-police'],
  }),

  // Disputes: two that nothing tells apart
  cityUtility('停水又停电: power and water settle who leads', {
    text: '小学门口停水又停电',
    outcome: 'negotiate',
    units: [],
    negotiators: ['city-power', 'city-water'],
    spoke: 'unclear',
  }),
  cityUtility('gas and water pipes in one trench', {
    text: '天然气和自来水管都挖断了',
    outcome: 'negotiate',
    units: [],
    negotiators: ['city-water', 'city-gas'],
  }),
  cityUtility('experience tells them apart: no negotiation any more', {
    text: '停水又停电',
    lessons: { 'city-water': [4, 0] },
    units: ['city-water'],
    spoke: 'prior',
  }),
  cityUtility('one case of experience is worth something', {
    text: '停水又停电',
    lessons: { 'city-power': [1, 0] },
    units: ['city-power'],
  }),
  cityUtility('experience that contradicts itself is worth nothing', {
    text: '停水又停电',
    lessons: { 'city-power': [3, 3], 'city-water': [2, 2] },
    outcome: 'negotiate',
    units: [],
  }),
  cityUtility('an owner wants no negotiation: the one that the registry names first', {
    text: '停水又停电',
    withoutRules: ['unclear'],
    units: ['city-power'],
  }),
  cityUtility('one of the two is away: the other', {
    text: '停水又停电',
    absent: { 'city-power': null },
    units: ['city-water'],
  }),
  countyCivil('退休 and 医保 in one matter', {
    text: '退休后医保怎么交',
    outcome: 'negotiate',
    units: [],
    negotiators: ['county-insurance', 'county-labour'],
  }),
  countyLitter('experience that just makes up for the distance: a dispute between tiers', {
    lessons: { 'county-management': [8, 0] },
    outcome: 'negotiate',
    units: [],
    negotiators: ['county-management', 'chengguan-town'],
  }),

  // 跨区域: the superior of all leads, each area joins in
  of(
    'county',
    'civilised-city',
    'chengguan',
  )('two towns: the county leads', {
    text: '城关镇到和平镇的路边全是垃圾',
    units: ['county-management', 'chengguan-town', 'heping-town'],
    spoke: 'cross-area',
  }),
  of(
    'county',
    'rural-reform',
    'heping',
  )('two towns about water for the fields', {
    text: '和平镇和石桥乡争灌溉水',
    units: ['county-agriculture', 'heping-town', 'shiqiao-town'],
  }),
  of(
    'county',
    'rural-reform',
    'heping',
  )('three towns', {
    text: '城关镇、和平镇、石桥乡的承包地边界不清',
    units: ['county-agriculture', 'chengguan-town', 'heping-town', 'shiqiao-town'],
  }),
  of(
    'county',
    'education',
    'heping',
  )('two towns, but the county has the one office for both', {
    text: '和平镇和石桥乡的校车',
    units: ['county-education'],
  }),
  of(
    'city',
    'civilised-city',
    'binhe',
  )('two streets of one district: the district leads', {
    text: '滨河街道和东门街道之间的夜市',
    units: ['district-management', 'binhe-street', 'dongmen-street'],
  }),
  of(
    'city',
    'civilised-city',
    'binhe',
  )('a street and a town of another county: the city leads', {
    text: '滨河街道的垃圾倒到了城关镇',
    units: ['city-management', 'chengguan-town', 'binhe-street'],
    spoke: 'cross-area',
  }),
  of(
    'city',
    'education',
    null,
  )('a district and a county: the city leads', {
    text: '临江区和青山县的学籍互转',
    units: ['city-education', 'district-education', 'county-education'],
  }),
  of(
    'city',
    'education',
    'linjiang',
  )('a district and its own street are one place', {
    text: '临江区滨河街道小学招生',
    units: ['district-education'],
  }),
  of(
    'city',
    'environment',
    'binhe',
  )('a vertical matter of two areas stays the city department’s alone', {
    text: '滨河街道和城关镇都闻到异味',
    units: ['city-environment'],
    spoke: 'vertical',
  }),
  of(
    'county',
    'civilised-city',
    'chengguan',
  )('an owner switches joint work off', {
    text: '城关镇到和平镇的路边全是垃圾',
    withoutRules: ['cross-area'],
    units: ['chengguan-town'],
  }),

  // 首接负责: a redo stays with who handled it
  countyLitter('handled again by the same unit, whatever the rules would say now', {
    before: ['county-police'],
    units: ['county-police'],
    spoke: 'first-receiver',
  }),
  countyLitter('handled again by all who handled it, the lead first', {
    before: ['county-management', 'chengguan-town'],
    units: ['county-management', 'chengguan-town'],
  }),
  countyLitter('the unit is away now: by the rules', {
    before: ['county-police'],
    absent: { 'county-police': null },
    units: ['chengguan-town'],
  }),
  countyLitter('returned in the redo: by the rules, without it', {
    before: ['chengguan-town'],
    returned: ['chengguan-town'],
    units: ['county-management'],
  }),
  countyLitter('a person who chooses goes before the first receiver', {
    before: ['chengguan-town'],
    chosen: ['county-management'],
    units: ['county-management'],
    spoke: 'chosen',
  }),
  countyLitter('an owner switches it off', {
    before: ['county-police'],
    withoutRules: ['first-receiver'],
    units: ['chengguan-town'],
  }),

  // Absence
  countyLitter('the town is away: the county around it', {
    absent: { 'chengguan-town': null },
    units: ['county-management'],
    spoke: 'absent',
  }),
  countyLitter('the town is away, its deputy stands in', {
    absent: { 'chengguan-town': 'heping-town' },
    units: ['heping-town'],
    spoke: 'deputy',
  }),
  countyCivil('the county’s office is away: its deputy, though its own words are not in the text', {
    absent: { 'county-civil': 'county-labour' },
    text: '低保',
    units: ['county-labour'],
    spoke: 'deputy',
  }),
  countyCivil('a deputy that is away itself does not count', {
    absent: { 'county-civil': 'county-data', 'county-data': null },
    units: ['city-civil'],
  }),
  countyCivil('a deputy without words of its own stands in where the unit stood', {
    absent: { 'county-civil': 'county-data' },
    units: ['county-data'],
    spoke: 'deputy',
  }),
  countyCivil('all of the domain are away: the superior', {
    absent: { 'county-civil': null, 'city-civil': null },
    units: ['county-office'],
  }),
  company('the department is away: its superior', {
    absent: { 'company-safety': null },
    units: ['company-general'],
    spoke: 'parent',
  }),
  cityLitter('the only one of the city is away: the office', {
    absent: { 'city-management': null },
    units: ['city-office'],
  }),
  countyCivil('even the office is away: a person chooses', {
    absent: { 'county-civil': null, 'city-civil': null, 'county-office': null },
    outcome: 'nobody',
    units: [],
  }),

  // Workload
  countyLitter('the town has room', { open: { 'chengguan-town': 59 }, units: ['chengguan-town'] }),
  countyLitter('the town has as many as it can take: the county around it', {
    open: { 'chengguan-town': 60 },
    units: ['county-management'],
  }),
  countyLitter('town and county have: local first again', {
    open: { 'chengguan-town': 60, 'county-management': 120 },
    units: ['chengguan-town'],
    spoke: 'overloaded',
  }),
  countyLitter('a unit without a known capacity never counts as overloaded', {
    open: { 'heping-town': 999 },
    units: ['chengguan-town'],
  }),
  cityLitter('overloaded, but nobody else has the duty', {
    open: { 'city-management': 500 },
    units: ['city-management'],
    spoke: 'overloaded',
  }),
  countyLitter('an owner lets the load count from 80 % on', {
    open: { 'chengguan-town': 48 },
    withoutRules: ['overloaded'],
    withRules: [{ rule: 'overloaded', points: -15, limit: 80 }],
    units: ['county-management'],
  }),

  // What was learned
  countyLitter('corrected to the county again and again: the county', {
    lessons: { 'county-management': [12, 0], 'chengguan-town': [0, 12] },
    units: ['county-management'],
    spoke: 'prior',
  }),
  countyLitter('corrected once: not yet', {
    lessons: { 'county-management': [1, 0], 'chengguan-town': [0, 1] },
    units: ['chengguan-town'],
  }),
  countyLitter('never far enough to skip the county for the city', {
    lessons: { 'city-management': [1000, 0], 'chengguan-town': [0, 1000] },
    units: ['county-management'],
  }),
  countyLitter('a unit that is no candidate is not made one by experience', {
    lessons: { 'county-police': [1000, 0] },
    units: ['chengguan-town'],
  }),
  countyLitter('an owner switches learning off', {
    lessons: { 'county-management': [12, 0], 'chengguan-town': [0, 12] },
    withoutRules: ['prior'],
    units: ['chengguan-town'],
  }),
  cityUtility('words go before experience', {
    text: '停电',
    lessons: { 'city-water': [1000, 0], 'city-power': [0, 1000] },
    units: ['city-power'],
  }),

  // Designated outright
  of(
    'enterprise',
    'public-services',
    null,
  )('an emergency is the safety department’s (D7 第四条)', {
    level: 'emergency',
    units: ['company-safety'],
    spoke: 'designated',
  }),
  of('enterprise', 'education', 'linjiang')('whatever the domain', { level: 'emergency', units: ['company-safety'] }),
  of(
    'enterprise',
    'public-services',
    null,
  )('a utility matter is not', {
    level: 'utility',
    units: ['company-operations'],
  }),
  of(
    'enterprise',
    'public-services',
    null,
  )('returned by the safety department: by domain', {
    level: 'emergency',
    returned: ['company-safety'],
    units: ['company-operations'],
  }),
  of(
    'county',
    'civilised-city',
    'heping',
  )('an owner gives every report of a category to one unit', {
    caseType: 'report',
    withRules: [{ rule: 'designated', value: 'county-market' }],
    units: ['county-market'],
  }),
  of(
    'county',
    'civilised-city',
    'heping',
  )('a row that names no unit designates nobody', {
    withRules: [{ rule: 'designated', value: 'nobody' }],
    units: ['heping-town'],
  }),

  // A person goes before every rule
  of(
    'county',
    'education',
    'chengguan',
  )('chosen: the lead first', {
    chosen: ['county-police', 'county-education'],
    units: ['county-police', 'county-education'],
    spoke: 'chosen',
  }),
  dalianAir('a person may choose otherwise even for a vertical matter', {
    chosen: ['county-environment'],
    units: ['county-environment'],
  }),

  // A body with nothing in its table
  countyLitter('no rule at all: a person chooses', {
    withoutRules: ['by-domain', 'fallback', 'parent'],
    outcome: 'nobody',
    units: [],
  }),
];

/** The tables above as cells. */
export const BY_PLACE: Record<string, Record<string, Record<string, string>>> = Object.fromEntries(
  Object.entries(BY_PLACE_TABLES).map(([profile, text]) => {
    const [areas, ...rows] = text
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
    const cells = rows.map(([category, ...units]) => [
      category!,
      Object.fromEntries(units.map((unit, at) => [areas![at]!, unit])),
    ]);
    return [profile, Object.fromEntries(cells) as Record<string, Record<string, string>>];
  }),
);
