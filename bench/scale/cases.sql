-- Made-up cases number :from to :to of :all, :open of them open, spread over the year before now; with the citizens,
-- assignments, answers, revisits, calls and messages that belong to them. Run as a superuser with triggers off
-- (session_replication_role = replica): what they would write is written here.

CREATE OR REPLACE FUNCTION pg_temp.pick(i bigint, salt bigint, choices bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT (abs(hashint8extended(i, salt)) % choices)::integer $$;

CREATE OR REPLACE FUNCTION pg_temp.one(i bigint, salt bigint, words text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT words[1 + pg_temp.pick(i, salt, cardinality(words))] $$;

CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT i, md5('case' || i)::uuid AS id, md5('citizen' || i)::uuid AS citizen_id, i > :all - :open AS open,
       date_trunc('milliseconds', now() - interval '365 days' * ((:all - i)::float8 / :all)) AS at,
       pg_temp.one(i, 1, '{云溪,青山,枫林,锦绣,临江,金桥,梅园,白鹭,文昌,长乐,望江,东湖,西苑,石桥,凤凰,银杏,玉泉,紫荆,翠屏,南浦}') AS place,
       pg_temp.one(i, 2, '{小区,小区,小区,花园,家园,路,路,街,大道,村,社区,市场,学校,工业园,广场}') AS kind,
       pg_temp.one(i, 3, '{路灯不亮,搅拌站噪音扰民,井盖缺失,垃圾无人清运,自来水浑浊,停电频繁,物业收费不合理,违章搭建,占道经营,拖欠工资,
         公交车不准点,医保报销咨询,入学政策咨询,养老金发放,燃气泄漏,污水外溢,电梯故障,宠物扰民,公积金提取咨询,树木遮挡采光}') AS what,
       pg_temp.one(i, 5, '{夜里很黑出行不安全,老人孩子无法休息,影响居民正常生活,已多次反映没有处理,希望有关部门尽快核实处理,请问需要准备哪些材料,
         要求给予合理解释,存在较大安全隐患}') AS plight
  FROM generate_series(:from::bigint, :to::bigint) i;

INSERT INTO citizen (id, name, phone, caller, address, created_at)
SELECT citizen_id, '市民' || i, '1380' || lpad((i % 10000000)::text, 7, '0'), '1380' || lpad((i % 10000000)::text, 7, '0'),
       place || kind || i % 900 || '号', at FROM made;

INSERT INTO hotline_case (id, number, query_code, body, profile, channel, title, content, received_at, registered_at, registered_by,
  citizen_id, case_type, category, urgency, response_level, area, disposal, stage, round, satisfaction, closed_at)
SELECT id, to_char(at, 'YYYYMMDD') || lpad((i % 1000000)::text, 6, '0'), 'AAAAAAAA', 'main', 'county',
       pg_temp.one(i, 6, '{phone,phone,phone,phone,wechat,web,sms,mailbox}'), place || kind || what,
       '来电人反映' || place || kind || i % 900 || '号附近' || what || '，' || plight || '，编号' || upper(to_hex(i * 7919)) || '。',
       at, at, 'agent', citizen_id, pg_temp.one(i, 7, '{consult,help,complain,report,suggest}'),
       pg_temp.one(i, 8, '{public-safety,government-services,civil-affairs,public-services,civilised-city,education,environment,health,
         transport,labour}'), pg_temp.one(i, 9, '{normal,normal,normal,normal,urgent}'), 'general', 'chengguan', 'transfer',
       CASE WHEN open THEN pg_temp.one(i, 10, '{registered,to-route,handling,handling,handling,handling,handled,revisiting}')
            ELSE 'archived' END,
       1, CASE WHEN NOT open THEN pg_temp.one(i, 11, '{satisfied,satisfied,satisfied,basically-satisfied,dissatisfied}') END,
       CASE WHEN NOT open THEN at + interval '9 days' END FROM made;

INSERT INTO case_search SELECT id, body, received_at, lower(title || E'\n' || content) FROM hotline_case WHERE id IN (SELECT id FROM made);

INSERT INTO assignment (id, case_id, round, unit, role, status, routed_at, issued_at, sign_in_due, handling_due, signed_in_at,
  signed_in_by, solved, result, done_at, handling_overdue_at, body, case_received_at, case_stage, case_category, case_type)
SELECT md5('assignment' || i)::uuid, id, 1, pg_temp.one(i, 12, :units), 'lead',
       CASE WHEN NOT open THEN 'done' WHEN pg_temp.pick(i, 13, 3) = 0 THEN 'issued' ELSE 'signed-in' END,
       at + interval '5 minutes', at + interval '5 minutes', at + interval '1 day', at + interval '5 days', at + interval '3 hours', 'handler',
       NOT open, CASE WHEN NOT open THEN '已处理' END,
       CASE WHEN NOT open THEN at + interval '1 day' * (2 + pg_temp.pick(i, 14, 4)) END,
       CASE WHEN pg_temp.pick(i, 14, 4) = 3 THEN at + interval '5 days' END, 'main', at, stage, category, case_type
  FROM made JOIN hotline_case USING (id) WHERE pg_temp.pick(i, 15, 10) < 8;

INSERT INTO case_event (case_id, type, at, actor, dedupe_key)
SELECT id, 'answered', at + interval '2 hours', 'agent', 'answered:' || i FROM made WHERE pg_temp.pick(i, 15, 10) >= 8;

INSERT INTO revisit (id, case_id, round, attempt, token, opened_at, reached, satisfaction, result, recorded_at)
SELECT md5('revisit' || i)::uuid, id, 1, 1, md5('token' || i), at + interval '6 days', true,
       pg_temp.one(i, 11, '{satisfied,satisfied,satisfied,basically-satisfied,dissatisfied}'), 'confirmed', at + interval '7 days'
  FROM made WHERE NOT open AND pg_temp.pick(i, 15, 10) < 8;

INSERT INTO phone_call (call_id, caller, incoming_at, answered_at, answered_by, ended_at, case_id)
SELECT 'call' || i || '-' || n, '1380' || lpad((i % 10000000)::text, 7, '0'), at - interval '4 minutes' - n * interval '1 hour',
       CASE WHEN n = 0 OR pg_temp.pick(i, 16, 5) > 0 THEN at - interval '4 minutes' - n * interval '1 hour'
         + interval '1 second' * pg_temp.pick(i, 17, 25) END, 'agent', at - n * interval '1 hour', CASE WHEN n = 0 THEN id END
  FROM made, generate_series(0, 1) n WHERE n <= pg_temp.pick(i, 18, 2);

INSERT INTO inbound_message (id, channel, message_id, body_hash, sender, content, received_at, recorded_at, case_id, replied_by, replied_at)
SELECT md5('message' || i)::uuid, 'sms', 'm' || i, md5('m' || i), '1380000', what, at, at, id, 'agent',
       CASE WHEN pg_temp.pick(i, 19, 3) > 0 THEN at + interval '4 hours' END FROM made WHERE pg_temp.pick(i, 20, 10) = 0;

INSERT INTO staff_complaint (id, case_id, stage, aspect, content, recorded_by, recorded_at, upheld, decided_by, decided_at)
SELECT md5('complaint' || i)::uuid, id, 'handling', 'attitude', '态度', 'agent', at, true, 'supervisor', at + interval '1 day'
  FROM made WHERE i % 5000 = 0;
