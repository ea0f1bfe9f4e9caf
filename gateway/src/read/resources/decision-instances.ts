import { outputOf } from '../../decisions/output';
import { resultOfDecision } from '../../definitions/dmn';
import {
  constant,
  date,
  enumeration,
  integer,
  key,
  lastPart,
  present,
  tenant,
  text,
  type ReadServices,
  type Resource,
  type Row,
} from '../resource';
import { JSON_TYPE } from '../variable-value';

const TYPES = ['DECISION_TABLE', 'LITERAL_EXPRESSION', 'UNSPECIFIED', 'UNKNOWN'];
const STATES = ['EVALUATED', 'FAILED', 'UNSPECIFIED', 'UNKNOWN'];

/** Evaluated decisions, from history: in processes and by request. A failed evaluation leaves no row in the engine. */
const base: Omit<Resource, 'present'> = {
  name: 'Decision Instance',
  database: 'engine',
  from: 'act_hi_decinst h LEFT JOIN act_re_decision_def d ON d.id_ = h.dec_def_id_',
  key: 'decisionEvaluationInstanceKey',
  fields: {
    decisionEvaluationInstanceKey: key('h.id_'),
    state: constant('EVALUATED', STATES),
    evaluationDate: date('h.eval_time_'),
    evaluationFailure: text('NULL::text'),
    decisionDefinitionId: text('h.dec_def_key_'),
    decisionDefinitionName: text('COALESCE(h.dec_def_name_, h.dec_def_key_)'),
    decisionDefinitionVersion: integer('d.version_'),
    decisionDefinitionType: enumeration(
      TYPES,
      `(CASE WHEN EXISTS (SELECT 1 FROM act_hi_dec_out o WHERE o.dec_inst_id_ = h.id_ AND o.rule_id_ IS NULL) THEN 'LITERAL_EXPRESSION' ELSE 'DECISION_TABLE' END)`,
    ),
    decisionDefinitionKey: key(lastPart('h.dec_def_id_')),
    decisionEvaluationKey: key('COALESCE(h.root_dec_inst_id_, h.id_)'),
    // Camunda 8 says -1 of an evaluation that no process asked for, and its Java client needs a number
    processDefinitionKey: key(`COALESCE(h.proc_def_id_, '-1')`),
    processInstanceKey: key(`COALESCE(h.proc_inst_id_, '-1')`),
    elementInstanceKey: key(`COALESCE(${lastPart('h.act_inst_id_')}, '-1')`),
    tenantId: tenant(),
  },
};

export const decisionInstanceResource: Resource = {
  ...base,
  present: async (rows, services) => (await evaluated(rows, services)).map(({ instance }) => instance),
};

/** One decision instance with its inputs and the rules that matched. */
export const fullDecisionInstanceResource: Resource = {
  ...base,
  present: async (rows, services) =>
    (await evaluated(rows, services)).map(({ instance, inputs, outputs }) => ({
      ...instance,
      evaluatedInputs: inputs.map((input) => ({
        inputId: input.clause,
        inputName: input.name ?? input.clause,
        inputValue: JSON.stringify(valueOf(input)),
      })),
      matchedRules: rulesOf(outputs).map(([rule, values]) => ({
        ruleId: rule.id,
        ruleIndex: rule.index,
        evaluatedOutputs: values.map((output) => ({
          outputId: output.clause,
          outputName: output.variable ?? output.name ?? output.clause,
          outputValue: JSON.stringify(valueOf(output)),
        })),
      })),
    })),
};

interface Value {
  instance: string;
  clause: string;
  name: string | null;
  type: string | null;
  double: number | null;
  long: string | null;
  text: string | null;
  bytes: string | null;
}

interface Output extends Value {
  variable: string | null;
  rule: string | null;
  order: number | null;
}

const VALUE = (
  table: string,
) => `${table}.dec_inst_id_ AS instance, ${table}.clause_id_ AS clause, ${table}.clause_name_ AS name, ${table}.var_type_ AS type,
  ${table}.double_ AS double, ${table}.long_ AS long, ${table}.text_ AS text, convert_from(b.bytes_, 'UTF8') AS bytes`;

async function evaluated(rows: Row[], { read }: ReadServices) {
  const keys = rows.map((row) => row.decisionEvaluationInstanceKey);
  const [inputs, outputs, aggregates, files] =
    keys.length === 0
      ? [[], [], new Map<string, number | null>(), new Map<string, string>()]
      : await Promise.all([
          read.engineRows<Value>(
            `SELECT ${VALUE('i')} FROM act_hi_dec_in i LEFT JOIN act_ge_bytearray b ON b.id_ = i.bytearray_id_ WHERE i.dec_inst_id_ = ANY($1) ORDER BY i.id_::bigint`,
            [keys],
          ),
          read.engineRows<Output>(
            `SELECT ${VALUE('o')}, o.var_name_ AS variable, o.rule_id_ AS rule, o.rule_order_ AS order
             FROM act_hi_dec_out o LEFT JOIN act_ge_bytearray b ON b.id_ = o.bytearray_id_ WHERE o.dec_inst_id_ = ANY($1) ORDER BY o.rule_order_, o.id_::bigint`,
            [keys],
          ),
          aggregatesOf(keys, read),
          filesOf(
            rows.map((row) => row.decisionDefinitionKey),
            read,
          ),
        ]);
  return rows.map((row) => {
    const own = <T extends Value>(values: T[]) =>
      values.filter(({ instance }) => instance === row.decisionEvaluationInstanceKey);
    const results = own(outputs);
    const file = files.get(String(row.decisionDefinitionKey)) ?? '';
    const result = outputOf(
      outputsByRule(results),
      resultOfDecision(file, String(row.decisionDefinitionId)),
      aggregates.get(String(row.decisionEvaluationInstanceKey)),
    );
    return {
      instance: { ...present(row), result: JSON.stringify(result) },
      inputs: own(inputs),
      outputs: results,
    };
  });
}

/** The engine writes numbers as text too, so that the text is asked last. */
function valueOf({ type, bytes, double, long, text }: Value): unknown {
  if (type === 'boolean') {
    return long === '1';
  }
  if (type === 'string') {
    return text ?? bytes;
  }
  const json = bytes ?? (type === JSON_TYPE ? text : null);
  if (json !== null) {
    return JSON.parse(json) as unknown;
  }
  return double ?? (long === null ? text : Number(long));
}

function rulesOf(outputs: Output[]): [{ id: string; index: number }, Output[]][] {
  const rules = new Map<string, [{ id: string; index: number }, Output[]]>();
  for (const output of outputs.filter(({ rule }) => rule !== null)) {
    const known = rules.get(output.rule!) ?? [{ id: output.rule!, index: output.order ?? 0 }, []];
    known[1].push(output);
    rules.set(output.rule!, known);
  }
  return [...rules.values()];
}

/** What a table with an aggregator came to: null of other decisions, and where no rule hit. */
async function aggregatesOf(keys: unknown[], read: ReadServices['read']): Promise<Map<string, number | null>> {
  const rows = await read.engineRows<{ key: string; value: number | null }>(
    'SELECT id_ AS key, collect_value_ AS value FROM act_hi_decinst WHERE id_ = ANY($1)',
    [keys],
  );
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** The files of decisions by the decisions' keys: hit policies stand nowhere else. */
async function filesOf(decisions: unknown[], read: ReadServices['read']): Promise<Map<string, string>> {
  const rows = await read.engineRows<{ key: string; xml: string }>(
    `SELECT ${lastPart('d.id_')} AS key, convert_from(b.bytes_, 'UTF8') AS xml
     FROM act_re_decision_def d JOIN act_ge_bytearray b ON b.deployment_id_ = d.deployment_id_ AND b.name_ = d.resource_name_
     WHERE ${lastPart('d.id_')} = ANY($1)`,
    [[...new Set(decisions)]],
  );
  return new Map(rows.map(({ key, xml }) => [key, xml]));
}

/** The outputs of each rule that hit by their names, or of a literal expression its one value. */
function outputsByRule(outputs: Output[]): Record<string, unknown>[] {
  const rules = rulesOf(outputs).map(([, values]) => values);
  return (rules.length > 0 ? rules : outputs.length > 0 ? [outputs] : []).map((values) =>
    Object.fromEntries(values.map((output) => [output.variable ?? output.name ?? output.clause, valueOf(output)])),
  );
}
