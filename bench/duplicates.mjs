// How well and how fast cases about the same matter are found (issue: same matters in under 50 ms among a million).
//   npm run bench:duplicates -- [--input FILE.jsonl] [--cases 1000000] [--compare 100000]
// Quality needs the messages whose pairs are labelled in duplicates-labels.json (by hashes: the texts stay where they
// are); without --input only the speed is measured. The last line is JSON.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { build, install } from '../scripts/lib/build.mjs';
import { embeddedPostgres, urlOf } from '../scripts/lib/postgres.mjs';
import { freePort } from '../scripts/lib/prerequisites.mjs';
import { percentile, random, round } from './lib/figures.mjs';

const { values: options } = parseArgs({
  options: {
    input: { type: 'string' },
    cases: { type: 'string', default: '1000000' },
    compare: { type: 'string', default: '100000' },
    queries: { type: 'string', default: '300' },
  },
});
const data = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
await install(join(data, 'install.log'));
await build('app', join(data, 'build.log'));
const require = createRequire(import.meta.url);
const from = (name) => require(`../dist/similarity/${name}.js`);
const { bigramsOf } = from('bigrams');
const { matterOf: normalise } = require('../dist/cases/same-matter.js');
const { BigramModel } = from('bigram-model');
const { bytesOf, keysOf } = from('sketch');
const { rank, matterOf } = from('same-matter');
const { groupMessages } = from('group-messages');
const { BY_INDEX, candidateOf, COUNT_SKETCHES, FIND_CANDIDATES, MOST_CANDIDATES, MOST_EXPECTED, MOST_READ } =
  from('candidates-query');
const { createDataSource, migrate } = require('../dist/database/data-source.js');
const BODY = 'main';
const DAY_MS = 24 * 60 * 60 * 1000;
const { HotlineConfig } = require('../dist/config/hotline-config.js');
const { shippedTexts } = from('shipped-texts');
const config = HotlineConfig.load(join(process.cwd(), 'config'));
const thresholds = config.similarity.sameMatter;

// ---- quality on labelled pairs: 2 = told again, 1 = same matter in other words, 0 = another matter

function quality(file) {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const hash = (row) =>
    createHash('sha256')
      .update(normalise((row.title ?? '') + row.content))
      .digest('hex')
      .slice(0, 16);
  const byHash = new Map();
  rows.forEach((row, index) => byHash.set(hash(row), [...(byHash.get(hash(row)) ?? []), index]));
  const pairs = JSON.parse(readFileSync(new URL('duplicates-labels.json', import.meta.url), 'utf8')).flatMap(
    ([one, other, grade]) => {
      const [first, second] = one === other ? (byHash.get(one) ?? []) : [byHash.get(one)?.[0], byHash.get(other)?.[0]];
      return first === undefined || second === undefined ? [] : [{ first, second, grade }];
    },
  );
  const matters = groupMessages(rows, thresholds, shippedTexts(config));
  const ours = figures(pairs, ({ first, second }) => matters[first] === matters[second]);
  const trigrams = rows.map((row) => grams(normalise((row.title ?? '') + row.content), 3));
  const jaccard = ({ first, second }) => {
    const shared = [...trigrams[first]].filter((gram) => trigrams[second].has(gram)).length;
    return shared / (trigrams[first].size + trigrams[second].size - shared);
  };
  return { pairs: pairs.length, ours, reached: reached(rows, pairs), trigrams: bestAt(pairs, jaccard, 0.9) };
}

/** A city's model is made of 20,000 texts; among a million cases each of them stands for so many. */
const CASES_TO_TEXT = 1_000_000 / 20_000;

/** The share of pairs of which the later one's search would ask for the earlier one, were each text of these so many cases. */
function reached(rows, pairs) {
  const bigrams = [...shippedTexts(config), ...rows].map(({ title, content }) => bigramsOf(title, content));
  const model = BigramModel.of(bigrams);
  const sketches = bigrams.slice(-rows.length).map((counts) => model.sketch(counts));
  const found = pairs.map(({ first, second, grade }) => {
    const asked = new Set(
      model.keysToAsk(sketches[Math.max(first, second)], model.documents * CASES_TO_TEXT, MOST_EXPECTED),
    );
    return { grade, met: keysOf(sketches[Math.min(first, second)]).some((key) => asked.has(key)) };
  });
  const share = (grade) => {
    const of = found.filter((pair) => pair.grade === grade);
    return round(of.filter(({ met }) => met).length / of.length, 3);
  };
  return { toldAgain: share(2), otherWords: share(1), otherMatter: share(0) };
}

function figures(pairs, same) {
  const found = pairs.filter(same);
  const share = (grades, of = found) => of.filter(({ grade }) => grades.includes(grade)).length;
  return {
    precision: round(share([1, 2]) / found.length, 3),
    recallToldAgain: round(share([2]) / share([2], pairs), 3),
    recallSameMatter: round(share([1, 2]) / share([1, 2], pairs), 3),
  };
}

/** The most that plain trigram similarity (pg_trgm's measure) finds at a precision. */
function bestAt(pairs, score, precision) {
  const scored = pairs.map((pair) => ({ ...pair, score: score(pair) })).sort((one, other) => other.score - one.score);
  let best = { recallToldAgain: 0 };
  scored.forEach((_, index) => {
    const now = figures(pairs, (pair) => score(pair) >= scored[index].score);
    if (now.precision >= precision && now.recallToldAgain >= best.recallToldAgain) best = now;
  });
  return best;
}

function grams(text, size) {
  return new Set(Array.from({ length: Math.max(0, text.length - size + 1) }, (_, at) => text.slice(at, at + size)));
}

// ---- speed among many

const PLACES = [
  '云溪',
  '青山',
  '枫林',
  '锦绣',
  '临江',
  '金桥',
  '梅园',
  '白鹭',
  '文昌',
  '长乐',
  '望江',
  '东湖',
  '西苑',
  '石桥',
];
const KINDS = ['小区', '花园', '家园', '路', '街', '大道', '村', '社区', '市场', '学校', '工业园', '广场'];
const WHATS = [
  ['搅拌站噪音扰民', '日夜施工，噪音很大，灰尘满天，老人孩子无法休息'],
  ['路灯不亮', '路灯已经坏了很久，夜里很黑，出行不安全'],
  ['物业乱收费', '物业公司乱收停车费，多次协商没有结果'],
  ['油烟扰民', '楼下餐馆油烟直排，窗户都不敢开'],
  ['自来水停水', '已经停水三天，居民生活十分不便'],
  ['拖欠工资', '项目部拖欠农民工工资半年，至今没有发放'],
  ['垃圾无人清运', '垃圾堆积如山，臭气熏天，无人清理'],
  ['道路坑洼', '路面破损严重，下雨积水，车辆难以通行'],
  ['学校收费', '学校要求缴纳补课费用，家长意见很大'],
  ['房产证迟迟不办', '交房两年多，开发商一直没有办理房产证'],
];
const FILLERS = [
  '请有关部门尽快处理',
  '希望领导重视',
  '谢谢',
  '多次反映没有结果',
  '请给一个明确的答复',
  '给居民一个安静的环境',
];

function* messages(count, seed = 7) {
  const next = random(seed);
  const one = (list) => list[Math.floor(next() * list.length)];
  // names of their own, as a city has tens of thousands of
  const letters = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北春夏秋冬梅兰竹菊松柏江河湖海山川';
  const name = () => one(PLACES) + one([...letters]) + one([...letters]) + one(KINDS);
  for (let index = 0; index < count; index++) {
    const [what, how] = one(WHATS);
    const place = name();
    const near = name();
    yield {
      title: `${one(['反映', '投诉', '咨询', '请解决', ''])}${place}${what}`,
      content: `我是${place}的居民，${near}附近${how}，${one(FILLERS)}，已经${Math.floor(next() * 99)}天，${one(FILLERS)}。`,
    };
  }
}

/** Takes the table's indexes away for the load (its constraints stay) and gives what makes them again. */
async function dropIndexes(client) {
  const { rows } = await client.query(`SELECT i.indexname AS name, i.indexdef AS definition FROM pg_indexes i
    WHERE i.tablename = 'case_sketch' AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)`);
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows.map(({ definition }) => definition);
}

async function speed(client, count, queries) {
  const indexes = await dropIndexes(client);
  // the sketches are of cases that nobody registered: no foreign key is looked up
  await client.query('SET session_replication_role = replica');
  const model = BigramModel.of([...messages(20_000, 3)].map(({ title, content }) => bigramsOf(title, content)));
  const batch = [];
  const store = async () => {
    const columns = [0, 1].map((column) => batch.map((row) => row[column]));
    await client.query(
      `INSERT INTO case_sketch (case_id, matter_id, received_at, body, vector, keys)
       SELECT gen_random_uuid(), gen_random_uuid(), now() - random() * interval '179 days', $3,
         v, k::int[] FROM unnest($1::bytea[], $2::text[]) AS t(v, k)`,
      [...columns, BODY],
    );
    batch.length = 0;
  };
  for (const { title, content } of messages(count)) {
    const sketch = model.sketch(bigramsOf(title, content));
    batch.push([bytesOf(sketch), `{${keysOf(sketch)}}`]);
    if (batch.length === 2000) await store();
  }
  if (batch.length > 0) await store();
  await client.query("SET maintenance_work_mem = '512MB'");
  for (const definition of indexes) await client.query(definition);
  await client.query('ANALYZE case_sketch');
  const times = [];
  let candidates = 0;
  for (const { title, content } of messages(queries, 99)) {
    const since = performance.now();
    const sketch = model.sketch(bigramsOf(title, content));
    const { rows: counted } = await client.query(COUNT_SKETCHES);
    const since180 = new Date(Date.now() - 180 * DAY_MS);
    await client.query('BEGIN');
    await client.query(BY_INDEX);
    const { rows } = await client.query(FIND_CANDIDATES, [
      model.keysToAsk(sketch, counted[0].cases, MOST_EXPECTED),
      since180,
      MOST_CANDIDATES,
      MOST_READ,
      BODY,
    ]);
    await client.query('COMMIT');
    const ranked = rank({ sketch, area: null }, rows.map(candidateOf), thresholds);
    matterOf(ranked, thresholds);
    times.push(performance.now() - since);
    candidates += rows.length;
  }
  const { rows } = await client.query(`SELECT pg_total_relation_size('case_sketch') AS size`);
  await client.query('TRUNCATE case_sketch');
  return {
    ...percentiles(times),
    candidates: round(candidates / queries, 3),
    megabytes: Math.round(rows[0].size / 2 ** 20),
  };
}

/** The same texts searched by pg_trgm's similarity, side by side. */
async function trigramSpeed(client, count, queries) {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  await client.query('CREATE TABLE texts (id serial PRIMARY KEY, text text NOT NULL)');
  let batch = [];
  const store = () => client.query('INSERT INTO texts (text) SELECT * FROM unnest($1::text[])', [batch]);
  for (const { title, content } of messages(count)) {
    batch.push(`${title} ${content}`);
    if (batch.length === 5000) {
      await store();
      batch = [];
    }
  }
  if (batch.length > 0) await store();
  await client.query('CREATE INDEX ON texts USING gin (text gin_trgm_ops)');
  await client.query('ANALYZE texts');
  await client.query('SET pg_trgm.similarity_threshold = 0.3');
  const times = [];
  for (const { title, content } of messages(queries, 99)) {
    const since = performance.now();
    await client.query('SELECT id FROM texts WHERE text % $1 ORDER BY similarity(text, $1) DESC LIMIT 5', [
      `${title} ${content}`,
    ]);
    times.push(performance.now() - since);
  }
  await client.query('DROP TABLE texts');
  return percentiles(times);
}

async function measure(client) {
  const result = options.input ? { quality: quality(options.input) } : {};
  const queries = Number(options.queries);
  const [few, many] = [Number(options.compare), Number(options.cases)];
  result.compared = {
    cases: few,
    keys: await speed(client, few, queries),
    trigrams: await trigramSpeed(client, few, Math.min(queries, 50)),
  };
  if (many > few) result.keys = { cases: many, ...(await speed(client, many, queries)) };
  return result;
}

const percentiles = (times) => ({
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  p99: percentile(times, 0.99),
});

const password = 'bench';
const port = await freePort();
const server = await embeddedPostgres({
  data,
  port,
  password,
  log: join(data, 'postgres.log'),
  flags: ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'shared_buffers=1GB', 'max_wal_size=8GB'],
});
try {
  await server.start();
  const source = await createDataSource(urlOf(port, password)).initialize();
  await migrate(source);
  await source.destroy();
  const client = new pg.Client({ connectionString: urlOf(port, password) });
  await client.connect();
  try {
    process.stdout.write(`${JSON.stringify(await measure(client))}\n`);
  } finally {
    await client.end();
  }
} finally {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
