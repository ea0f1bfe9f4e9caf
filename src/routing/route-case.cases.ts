/** One row: what comes in, who is to handle it, and why this row is here. */
export interface RoutingCase {
  why: string;
  profile: 'county' | 'city' | 'dalian' | 'enterprise';
  category: string;
  area: string | null;
  text?: string;
  exclude?: string[];
  chosen?: string[];
  units: string[];
}

/** Over the sample registry (config/units.yaml). */
export const ROUTING_CASES: RoutingCase[] = [
  {
    why: '属地优先: the town has the domain',
    profile: 'county',
    category: 'civilised-city',
    area: 'chengguan',
    units: ['chengguan-town'],
  },
  {
    why: 'the town lacks the domain: the county around it',
    profile: 'county',
    category: 'education',
    area: 'chengguan',
    units: ['county-education'],
  },
  {
    why: 'no area in the text: the county’s own',
    profile: 'county',
    category: 'civil-affairs',
    area: null,
    units: ['county-civil'],
  },
  {
    why: 'words of a unit (停电) go before area',
    profile: 'county',
    category: 'public-services',
    area: 'shiqiao',
    text: '变压器坏了停电',
    units: ['city-power'],
  },
  {
    why: 'words of another unit (自来水)',
    profile: 'city',
    category: 'public-services',
    area: null,
    text: '自来水发黄',
    units: ['city-water'],
  },
  {
    why: '垂直管理 (D6 第三条): environment goes to the city department',
    profile: 'dalian',
    category: 'environment',
    area: 'qingshan',
    units: ['city-environment'],
  },
  {
    why: '垂直管理 in the county: its branch there',
    profile: 'county',
    category: 'environment',
    area: 'qingshan',
    units: ['county-environment'],
  },
  {
    why: 'a district with the domain',
    profile: 'city',
    category: 'education',
    area: 'linjiang',
    units: ['district-education'],
  },
  {
    why: 'a street of a district that lacks the domain',
    profile: 'city',
    category: 'education',
    area: 'dongmen',
    units: ['district-education'],
  },
  {
    why: 'a district without such a department: nobody of the area, the city department serves everywhere',
    profile: 'city',
    category: 'civil-affairs',
    area: 'linjiang',
    units: ['city-civil'],
  },
  {
    why: 'returned by the town: the next of the area',
    profile: 'county',
    category: 'civilised-city',
    area: 'chengguan',
    exclude: ['chengguan-town'],
    units: ['county-management'],
  },
  {
    why: 'returned by everybody near: the city',
    profile: 'county',
    category: 'civil-affairs',
    area: 'chengguan',
    exclude: ['county-civil'],
    units: ['city-civil'],
  },
  {
    why: 'returned by all of the domain: the fallback',
    profile: 'county',
    category: 'civil-affairs',
    area: 'chengguan',
    exclude: ['county-civil', 'city-civil'],
    units: ['county-office'],
  },
  {
    why: 'and by the fallback: a person chooses',
    profile: 'county',
    category: 'civil-affairs',
    area: 'chengguan',
    exclude: ['county-civil', 'city-civil', 'county-office'],
    units: [],
  },
  {
    why: 'chosen by a person goes before every rule, the lead first',
    profile: 'county',
    category: 'education',
    area: 'chengguan',
    chosen: ['county-police', 'county-education'],
    units: ['county-police', 'county-education'],
  },
  {
    why: 'the enterprise knows its departments only',
    profile: 'enterprise',
    category: 'environment',
    area: null,
    units: ['company-safety'],
  },
  {
    why: 'the enterprise, returned: its general department',
    profile: 'enterprise',
    category: 'environment',
    area: null,
    exclude: ['company-safety'],
    units: ['company-general'],
  },
];
