import { type Database, LOCK, nextKey, underLock } from '../common/database';
import { invalidArgument } from '../common/problem';
import { rejection } from '../common/rejection';
import { DEFAULT_TENANT } from '../common/tenant';
import { decisionKeyOf, requirementsKeyOf, type Decisions, type OperatonDecision } from '../decisions/catalogue';
import { DIALECT_NAMESPACE } from '../dialect';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { formMarkers } from '../operaton/form-convention';
import { ORIGINAL_PREFIX, ORIGINAL_SUFFIX, type Catalogue } from './catalogue';
import type { Deployed, DeployedProcess, DeployedRequirements, Deployment, Resource } from './deployment';
import type { DefinitionFactsTable } from './facts';
import { formIdOf, Forms, namedForm } from './forms';
import { readResources, type TranslatedFile } from './resources';

/** The order in which Camunda names what was deployed, whatever the order of the files. */
const KINDS = ['processDefinition', 'decisionDefinition', 'decisionRequirements', 'form'] as const;
const kindOf = (deployed: Deployed) => KINDS.findIndex((kind) => deployed[kind]);
const byKind = (one: Deployed, other: Deployed) => kindOf(one) - kindOf(other);

/**
 * Deploys BPMN, DMN and forms: all or nothing. Resources that all did not change keep their versions; where one is new, each gets a new
 * version, as in Camunda since 8.6, so that what is bound to its deployment finds there what was deployed with it. A deployment that broke off
 * between the engine and the forms is made good by the next one for the same reason.
 */
export class Deployments {
  private readonly forms: Forms;

  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly facts: DefinitionFactsTable,
    private readonly decisions: Decisions,
    private readonly pool: Database,
  ) {
    this.forms = new Forms(pool);
  }

  /** Throws INVALID_ARGUMENT with every finding of every resource. */
  async deploy(resources: Resource[]): Promise<Deployment> {
    if (resources.length === 0) {
      throw rejection('CREATE', 'INVALID_ARGUMENT', 'Expected to deploy at least one resource, but none given');
    }
    const files = await readResources(resources);
    // two gateways that deploy the same resource at once must not make two versions of it
    return underLock(this.pool, LOCK.deployment, '', async () => {
      const formFiles = resources.filter(({ name }) => name.endsWith('.form'));
      const isNew = await this.isNew(files, formFiles);
      const deploymentKey = isNew ? await this.send(files, formFiles) : await nextKey(this.pool);
      const forms: Deployed[] = [];
      for (const resource of formFiles) {
        const form = isNew
          ? await this.forms.save(resource, deploymentKey)
          : await this.forms.deployed(formIdOf(resource));
        forms.push({ form });
      }
      const deployments = [...(await this.deployed(files)), ...forms];
      return { tenantId: DEFAULT_TENANT, deploymentKey, deployments: deployments.sort(byKind) };
    });
  }

  private async isNew(files: TranslatedFile[], formFiles: Resource[]): Promise<boolean> {
    const same = await Promise.all([
      ...files.map((file) => (file.kind === 'bpmn' ? this.sameProcess(file) : this.sameDecision(file))),
      ...formFiles.map((file) => this.forms.isLatest(formIdOf(file), file)),
    ]);
    return same.includes(false);
  }

  private async sameProcess(file: TranslatedFile): Promise<boolean> {
    for (const id of file.ids) {
      const latest = await this.catalogue.activeByProcessId(id);
      if (!latest || latest.resource !== file.name || latest.originalXml !== file.content) {
        return false;
      }
      const { bpmn20Xml } = await this.engine.get<{ bpmn20Xml: string }>(`/process-definition/${latest.id}/xml`);
      // the same diagram in the translation of an earlier gateway is deployed anew
      if (!bpmn20Xml.includes(DIALECT_NAMESPACE)) {
        return false;
      }
    }
    return true;
  }

  private async sameDecision(file: TranslatedFile): Promise<boolean> {
    for (const id of file.ids) {
      const latest = await this.decisions.latest(id);
      if (!latest || latest.resource !== file.name) {
        return false;
      }
      const { dmnXml } = await this.engine.get<{ dmnXml: string }>(
        `/decision-definition/${encodeURIComponent(latest.id)}/xml`,
      );
      if (dmnXml !== file.translated) {
        return false;
      }
    }
    return file.ids.length > 0;
  }

  /** Sends the files to the engine, and with them which forms there are; answers the deployment's id. */
  private async send(files: TranslatedFile[], formFiles: Resource[]): Promise<string> {
    const asked = await this.forms.known(files.flatMap(({ formIds }) => formIds));
    try {
      const { id } = await this.engine.deploy('zeebe', [
        ...files.flatMap((file) => [
          { name: file.name, content: file.translated },
          { name: `${ORIGINAL_PREFIX}${file.name}${ORIGINAL_SUFFIX}`, content: file.content },
        ]),
        ...formMarkers(asked, formFiles.map(namedForm)),
      ]);
      return id;
    } catch (error) {
      if (
        error instanceof OperatonError &&
        (error.status === 400 || error.type.includes('Parse') || /parse|DMN|ENGINE-09|ENGINE-22/i.test(error.message))
      ) {
        throw rejection(
          'CREATE',
          'INVALID_ARGUMENT',
          `Expected to deploy new resources, but encountered the following errors:\n${error.message}`,
        );
      }
      throw error;
    }
  }

  private async deployed(files: TranslatedFile[]): Promise<Deployed[]> {
    const answers: Deployed[] = [];
    for (const file of files) {
      if (file.kind === 'bpmn') {
        for (const id of file.ids) answers.push({ processDefinition: await this.process(id) });
      } else {
        answers.push(...(await this.decisionsOf(file)));
      }
    }
    return answers;
  }

  private async process(id: string): Promise<DeployedProcess> {
    const latest = await this.catalogue.activeByProcessId(id);
    if (!latest) {
      throw invalidArgument(`The process '${id}' was deployed and is gone`);
    }
    await this.facts.write(latest);
    return {
      processDefinitionId: latest.key,
      processDefinitionVersion: latest.version,
      resourceName: latest.resource,
      tenantId: DEFAULT_TENANT,
      processDefinitionKey: latest.id,
    };
  }

  /** A file's decisions, then the requirements that hold them together. */
  private async decisionsOf(file: TranslatedFile): Promise<Deployed[]> {
    const found: OperatonDecision[] = [];
    for (const id of file.ids) {
      const latest = await this.decisions.latest(id);
      if (latest) found.push(latest);
    }
    const [first] = found;
    return [
      ...found.map((decision) => ({
        decisionDefinition: {
          decisionDefinitionId: decision.key,
          version: decision.version,
          name: decision.name ?? decision.key,
          tenantId: DEFAULT_TENANT,
          decisionRequirementsId: decision.decisionRequirementsDefinitionKey ?? file.requirements.id,
          decisionDefinitionKey: decisionKeyOf(decision.id),
          decisionRequirementsKey: requirementsKeyOf(decision),
        },
      })),
      ...(first ? [{ decisionRequirements: await this.requirements(file, first) }] : []),
    ];
  }

  private async requirements(file: TranslatedFile, decision: OperatonDecision): Promise<DeployedRequirements> {
    const id = decision.decisionRequirementsDefinitionId;
    const { version } = id
      ? await this.engine.get<{ version: number }>(`/decision-requirements-definition/${encodeURIComponent(id)}`)
      : decision;
    return {
      decisionRequirementsId: decision.decisionRequirementsDefinitionKey ?? file.requirements.id,
      version,
      decisionRequirementsName: file.requirements.name,
      tenantId: DEFAULT_TENANT,
      resourceName: file.name,
      decisionRequirementsKey: requirementsKeyOf(decision),
    };
  }
}
