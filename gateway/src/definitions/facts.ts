import type { Pool } from 'pg';
import { ApiProblem } from '../common/problem';
import type { Catalogue, Definition } from './catalogue';

/** What searches need of a process's diagram. */
export interface DefinitionFacts {
  readonly hasStartForm: boolean;
  /** Camunda's types of all that can have instances, by element id. */
  readonly elementTypes: Readonly<Record<string, string>>;
}

interface FactsRow {
  key: string;
  has_start_form: boolean;
  element_types: Record<string, string>;
}

/**
 * Facts of diagrams, kept in a table of the gateway so that no search reads diagrams: they are written at deployment, and those of what an
 * earlier gateway or other means deployed when they are first asked for. A definition never changes, so neither do its facts; a gateway
 * that reads a diagram otherwise than before empties the table by a migration.
 */
export class DefinitionFactsTable {
  constructor(
    private readonly pool: Pool,
    private readonly catalogue: Pick<Catalogue, 'get'>,
  ) {}

  /** The facts of definitions by their keys, without those that are not deployed any more. Throws when the engine does not answer. */
  async of(keys: Iterable<string>): Promise<Map<string, DefinitionFacts>> {
    const asked = [...new Set(keys)];
    const { rows } = await this.pool.query<FactsRow>(
      'SELECT key, has_start_form, element_types FROM gateway.definition_facts WHERE key = ANY($1)',
      [asked],
    );
    const facts = new Map(
      rows.map((row) => [row.key, { hasStartForm: row.has_start_form, elementTypes: row.element_types }]),
    );
    await Promise.all(
      asked
        .filter((key) => !facts.has(key))
        .map(async (key) => {
          const definition = await this.deployed(key);
          if (definition) {
            facts.set(key, await this.write(definition));
          }
        }),
    );
    return facts;
  }

  /** Writes the facts of a definition; of one that is known already nothing changes. */
  async write({ id, model }: Definition): Promise<DefinitionFacts> {
    const facts = {
      hasStartForm: Boolean(model.startForm),
      elementTypes: Object.fromEntries(
        model.elements.filter(({ type }) => type !== 'SEQUENCE_FLOW').map((element) => [element.id, element.type]),
      ),
    };
    await this.pool.query(
      'INSERT INTO gateway.definition_facts (key, has_start_form, element_types) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [id, facts.hasStartForm, JSON.stringify(facts.elementTypes)],
    );
    return facts;
  }

  private async deployed(key: string): Promise<Definition | undefined> {
    try {
      return await this.catalogue.get(key);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }
}
