import { rejection } from '../common/rejection';
import { checkDmn, DialectError, translateBpmn } from '../dialect';
import type { Resource } from './deployment';
import { decisionIds, nameOutputs, requirementsOf } from './dmn';
import { formIdOf } from './forms';

/** A diagram or decision file as the engine gets it. */
export interface TranslatedFile extends Resource {
  kind: 'bpmn' | 'dmn';
  translated: string;
  /** The ids of its processes or decisions, in the file's order. */
  ids: string[];
  /** A decision file's own id and name. */
  requirements: { id: string; name: string };
  /** The ids of the forms that its user tasks ask for. */
  formIds: string[];
}

/** Reads and translates what is to be deployed. Throws INVALID_ARGUMENT with every finding of every resource. */
export async function readResources(resources: Resource[]): Promise<TranslatedFile[]> {
  const files: TranslatedFile[] = [];
  const refused: string[] = [];
  const owners = new Map<string, string>();
  const once = (what: string, ids: string[], { name }: Resource) => {
    for (const id of ids) {
      const other = owners.get(`${what} ${id}`);
      if (other !== undefined) refused.push(duplicate(what, id, other, name));
      owners.set(`${what} ${id}`, name);
    }
  };
  for (const resource of resources) {
    try {
      if (resource.name.endsWith('.form')) {
        once('form', [formIdOf(resource)], resource);
        continue;
      }
      const file = await translate(resource);
      once(file.kind === 'bpmn' ? 'process' : 'decision', file.ids, resource);
      files.push(file);
    } catch (error) {
      if (error instanceof DialectError) refused.push(error.message);
      else refused.push(`'${resource.name}': ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (refused.length > 0) {
    throw rejection(
      'CREATE',
      'INVALID_ARGUMENT',
      `Expected to deploy new resources, but encountered the following errors:\n${refused.join('\n')}`,
    );
  }
  return files;
}

function duplicate(what: string, id: string, one: string, other: string): string {
  return what === 'process'
    ? `Duplicated process id in resources '${one}' and '${other}'`
    : `Expected the ${what} ids to be unique within a deployment but found a duplicated id '${id}' in the resources '${one}' and '${other}'.`;
}

async function translate(resource: Resource): Promise<TranslatedFile> {
  if (resource.name.endsWith('.bpmn') || resource.name.endsWith('.bpmn20.xml')) {
    const { xml, processes } = await translateBpmn(resource.name, resource.content);
    const ids = processes.map((process) => process.id);
    const formIds = processes.flatMap(({ elements }) => elements.flatMap(({ form }) => form?.id ?? []));
    return { ...resource, kind: 'bpmn', translated: xml, ids, requirements: { id: '', name: '' }, formIds };
  }
  if (resource.name.endsWith('.dmn')) {
    checkDmn(resource.name, resource.content);
    return {
      ...resource,
      kind: 'dmn',
      translated: nameOutputs(resource.content),
      ids: decisionIds(resource.content),
      requirements: requirementsOf(resource.content),
      formIds: [],
    };
  }
  throw new Error('unknown resource type');
}
