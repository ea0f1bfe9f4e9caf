import type { Pool } from 'pg';
import { LOCK, nextKey } from '../common/database';
import { ApiProblem, invalidArgument } from '../common/problem';
import { DialectError, translateBpmn } from '../dialect';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { ORIGINAL_PREFIX, ORIGINAL_SUFFIX, type Catalogue, type OperatonDefinition } from './catalogue';

export interface Resource {
  name: string;
  content: string;
}

interface OperatonDecision {
  id: string;
  key: string;
  name: string | null;
  version: number;
  resource: string;
  deploymentId: string;
  decisionRequirementsDefinitionId: string | null;
  decisionRequirementsDefinitionKey: string | null;
}

interface FormRow {
  key: string;
  form_id: string;
  version: number;
  resource_name: string;
}

const TENANT = '<default>';

/** Engine ids of decisions are `id:version:number`; a Camunda key is the number. */
export const keyOf = (id: string) => id.slice(id.lastIndexOf(':') + 1);

/** Deploys BPMN, DMN and forms: all or nothing; a resource that did not change keeps its version. */
export class Deployments {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly pool: Pool,
  ) {}

  async deploy(resources: Resource[]): Promise<object> {
    if (resources.length === 0) {
      throw invalidArgument('Expected to deploy at least one resource, but none given');
    }
    const files = await this.translate(resources);
    const client = await this.pool.connect();
    try {
      // two gateways that deploy the same resource at once must not make two versions of it
      await client.query('SELECT pg_advisory_lock($1)', [LOCK.deployment]);
      const changed = await this.changedFiles(files);
      const deploymentKey = changed.length > 0 ? (await this.send(changed)).id : await nextKey(this.pool);
      this.catalogue.changed();
      const forms = await this.saveForms(
        resources.filter((resource) => resource.name.endsWith('.form')),
        deploymentKey,
      );
      return { tenantId: TENANT, deploymentKey, deployments: [...(await this.deployed(files)), ...forms] };
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK.deployment]).catch(() => undefined);
      client.release();
    }
  }

  private async translate(resources: Resource[]): Promise<TranslatedFile[]> {
    const files: TranslatedFile[] = [];
    const refused: string[] = [];
    for (const resource of resources) {
      if (resource.name.endsWith('.bpmn') || resource.name.endsWith('.bpmn20.xml')) {
        try {
          const { xml, processes } = await translateBpmn(resource.name, resource.content);
          files.push({ ...resource, kind: 'bpmn', translated: xml, ids: processes.map((process) => process.id) });
        } catch (error) {
          if (!(error instanceof DialectError)) {
            throw error;
          }
          refused.push(error.message);
        }
      } else if (resource.name.endsWith('.dmn')) {
        files.push({ ...resource, kind: 'dmn', translated: resource.content, ids: decisionIds(resource.content) });
      } else if (resource.name.endsWith('.form')) {
        formId(resource);
      } else {
        refused.push(`'${resource.name}': only .bpmn, .dmn and .form resources are supported`);
      }
    }
    if (refused.length > 0) {
      throw invalidArgument(
        `Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\n${refused.join('\n')}`,
      );
    }
    return files;
  }

  private async changedFiles(files: TranslatedFile[]): Promise<TranslatedFile[]> {
    const unchanged = await Promise.all(
      files.map((file) => (file.kind === 'bpmn' ? this.sameProcess(file) : this.sameDecision(file))),
    );
    return files.filter((_file, index) => !unchanged[index]);
  }

  private async sameProcess(file: TranslatedFile): Promise<boolean> {
    for (const id of file.ids) {
      const [latest] = await this.engine.get<OperatonDefinition[]>('/process-definition', {
        key: id,
        latestVersion: true,
      });
      if (
        !latest ||
        latest.resource !== file.name ||
        (await this.catalogue.get(latest.id)).originalXml !== file.content
      ) {
        return false;
      }
    }
    return true;
  }

  private async sameDecision(file: TranslatedFile): Promise<boolean> {
    for (const id of file.ids) {
      const [latest] = await this.engine.get<OperatonDecision[]>('/decision-definition', {
        key: id,
        latestVersion: true,
      });
      if (!latest || latest.resource !== file.name) {
        return false;
      }
      const { dmnXml } = await this.engine.get<{ dmnXml: string }>(
        `/decision-definition/${encodeURIComponent(latest.id)}/xml`,
      );
      if (dmnXml !== file.content) {
        return false;
      }
    }
    return file.ids.length > 0;
  }

  private async send(files: TranslatedFile[]): Promise<{ id: string }> {
    try {
      return await this.engine.deploy(
        'zeebe',
        files.flatMap((file) =>
          file.kind === 'dmn'
            ? [{ name: file.name, content: file.content }]
            : [
                { name: file.name, content: file.translated },
                { name: `${ORIGINAL_PREFIX}${file.name}${ORIGINAL_SUFFIX}`, content: file.content },
              ],
        ),
      );
    } catch (error) {
      if (
        error instanceof OperatonError &&
        (error.status === 400 || error.type.includes('Parse') || /parse|DMN|ENGINE-09|ENGINE-22/i.test(error.message))
      ) {
        throw invalidArgument(
          `Expected to deploy new resources, but encountered the following errors:\n${error.message}`,
        );
      }
      throw error;
    }
  }

  private async deployed(files: TranslatedFile[]): Promise<object[]> {
    const answers: object[] = [];
    for (const file of files) {
      for (const id of file.ids) {
        answers.push(...(file.kind === 'bpmn' ? await this.process(id) : await this.decision(id)));
      }
    }
    return answers;
  }

  private async process(id: string): Promise<object[]> {
    const [latest] = await this.engine.get<OperatonDefinition[]>('/process-definition', {
      key: id,
      latestVersion: true,
    });
    return latest
      ? [
          {
            processDefinition: {
              processDefinitionId: latest.key,
              processDefinitionVersion: latest.version,
              resourceName: latest.resource,
              tenantId: TENANT,
              processDefinitionKey: latest.id,
            },
          },
        ]
      : [];
  }

  private async decision(id: string): Promise<object[]> {
    const [latest] = await this.engine.get<OperatonDecision[]>('/decision-definition', {
      key: id,
      latestVersion: true,
    });
    if (!latest) {
      return [];
    }
    const requirements = latest.decisionRequirementsDefinitionId;
    return [
      {
        decisionDefinition: {
          decisionDefinitionId: latest.key,
          version: latest.version,
          name: latest.name ?? latest.key,
          tenantId: TENANT,
          decisionRequirementsId: latest.decisionRequirementsDefinitionKey ?? latest.key,
          decisionDefinitionKey: keyOf(latest.id),
          decisionRequirementsKey: keyOf(requirements ?? latest.id),
        },
      },
    ];
  }

  private async saveForms(resources: Resource[], deploymentKey: string): Promise<object[]> {
    const answers: object[] = [];
    for (const resource of resources) {
      const id = formId(resource);
      const { rows } = await this.pool.query<FormRow & { content: string }>(
        'SELECT key::text, form_id, version, resource_name, content FROM gateway.form WHERE form_id = $1 ORDER BY version DESC LIMIT 1',
        [id],
      );
      let row: FormRow | undefined = rows[0];
      if (!rows[0] || rows[0].content !== resource.content) {
        const inserted = await this.pool.query<FormRow>(
          `INSERT INTO gateway.form (key, form_id, version, resource_name, content, deployment_key)
           VALUES (nextval('gateway.key'), $1, $2, $3, $4, $5) RETURNING key::text, form_id, version, resource_name`,
          [id, (rows[0]?.version ?? 0) + 1, resource.name, resource.content, deploymentKey],
        );
        row = inserted.rows[0];
      }
      answers.push({
        form: {
          formId: id,
          version: row!.version,
          resourceName: row!.resource_name,
          tenantId: TENANT,
          formKey: row!.key,
        },
      });
    }
    return answers;
  }
}

interface TranslatedFile extends Resource {
  kind: 'bpmn' | 'dmn';
  translated: string;
  ids: string[];
}

/** The ids of a DMN file's decisions, in the file's order. */
function decisionIds(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?decision\s[^>]*?\bid="([^"]+)"/g)].map((match) => match[1]!);
}

function formId(resource: Resource): string {
  try {
    const id = (JSON.parse(resource.content) as { id?: unknown }).id;
    if (typeof id === 'string' && id !== '') {
      return id;
    }
  } catch {
    throw new ApiProblem(400, 'INVALID_ARGUMENT', `'${resource.name}': the form is not JSON`);
  }
  throw invalidArgument(`'${resource.name}': Expected the form id to be present, but none given`);
}
