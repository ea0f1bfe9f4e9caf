import { createHash } from 'node:crypto';
import type { EngineDeployment } from '../engine';
import { bpmnModdle, dmnModdle, type ModelElement } from './moddle';

/** What process owners change. */
export const RESOURCE_KINDS = ['process', 'decision', 'form'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** A file with what it holds. */
export interface Resource {
  name: string;
  content: string;
  kind: ResourceKind;
  resourceId: string;
  title: string | null;
  sha256: string;
}

/** Why a file cannot be read: shown as the engine's refusal would be. */
export class UnreadableResource extends Error {}

/**
 * Reads what a file holds: the id of its process, decision or form, by the suffix of its name.
 * @throws UnreadableResource when the file is not what its name says.
 */
export async function resourceOf({ name, content }: { name: string; content: string }): Promise<Resource> {
  const held = await contentOf(name, content).catch((error: unknown) => {
    throw new UnreadableResource(`${name}: ${reasonOf(error)}`);
  });
  if (!held.resourceId) throw new UnreadableResource(`${name}: no process, decision or form with an id in it`);
  return { name, content, ...held, sha256: createHash('sha256').update(content).digest('hex') };
}

/** The readers stumble over some files that are not well-formed with a TypeError, whose words say nothing to anybody. */
function reasonOf(error: unknown): string {
  return error instanceof TypeError || !(error instanceof Error) ? 'not well-formed' : error.message;
}

async function contentOf(
  name: string,
  content: string,
): Promise<{ kind: ResourceKind; resourceId: string; title: string | null }> {
  if (name.endsWith('.bpmn')) {
    const { rootElement } = await bpmnModdle().fromXML(content);
    const process = ((rootElement.rootElements ?? []) as ModelElement[]).find(({ $type }) => $type === 'bpmn:Process');
    return { kind: 'process', resourceId: process?.id ?? '', title: process?.name ?? null };
  }
  if (name.endsWith('.dmn')) {
    const { rootElement } = await dmnModdle().fromXML(content);
    const decision = ((rootElement.drgElement ?? []) as ModelElement[]).find(({ $type }) => $type === 'dmn:Decision');
    return { kind: 'decision', resourceId: decision?.id ?? '', title: decision?.name ?? null };
  }
  const form = (JSON.parse(content) ?? {}) as { id?: unknown; title?: unknown };
  return {
    kind: 'form',
    resourceId: typeof form.id === 'string' ? form.id : '',
    title: typeof form.title === 'string' ? form.title : null,
  };
}

/** The version that a deployment gave a resource. */
export function versionIn(deployed: EngineDeployment, { kind, resourceId }: Resource): number | null {
  const lists = { process: deployed.processes, decision: deployed.decisions, form: deployed.forms };
  return lists[kind].find(({ id }) => id === resourceId)?.version ?? null;
}
