import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-element-templates/dist/assets/element-templates.css';
import 'bpmn-js-bpmnlint/dist/assets/css/bpmn-js-bpmnlint.css';
import '@bpmn-io/element-template-chooser/dist/element-template-chooser.css';
import './studio.css';
import templateChooser from '@bpmn-io/element-template-chooser';
import Modeler from 'bpmn-js/lib/Modeler';
import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import lintModule from 'bpmn-js-bpmnlint';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import zeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import { Alert, List, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import lintConfig from '../../../../.bpmnlintrc';
import { translateModule } from '../../components/modeler-words';

interface Finding {
  id: string;
  name?: string;
  message: string;
  category: string;
  rule: string;
}

interface Props {
  content: string;
  templates: object[];
  onChange: (content: string) => void;
}

/** A diagram in bpmn-js with Zeebe's properties, our element templates and the findings of the linter as one types. */
export function DiagramEditor({ content, templates, onChange }: Props) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const modeler = useRef<Modeler | null>(null);
  const [findings, setFindings] = useState<Finding[]>([]);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    const made = new Modeler({
      container: canvas.current!,
      propertiesPanel: { parent: panel.current! },
      linting: { bpmnlint: lintConfig, active: true },
      elementTemplates: templates,
      additionalModules: [
        BpmnPropertiesPanelModule,
        BpmnPropertiesProviderModule,
        ZeebePropertiesProviderModule,
        CloudElementTemplatesPropertiesProviderModule,
        templateChooser,
        zeebeBehaviors,
        lintModule,
        translateModule,
      ],
      moddleExtensions: { zeebe },
    } as ConstructorParameters<typeof Modeler>[0]);
    modeler.current = made;
    let gone = false;
    made.on('linting.completed', (event: { issues: Record<string, Omit<Finding, 'id'>[]> }) =>
      setFindings(
        Object.entries(event.issues).flatMap(([id, found]) =>
          found.map((one) => ({ ...one, id, name: nameOf(made, id) })),
        ),
      ),
    );
    const save = debounced(async () => {
      const { xml } = await made.saveXML({ format: true });
      if (xml) changed.current(xml);
    });
    made
      .importXML(content)
      .then(() => {
        if (gone) return;
        fitBesidePalette(made.get<Canvas>('canvas'));
        // Only what the person does counts as a change, not what the import itself sets.
        made.on('commandStack.changed', save);
      })
      .catch((error: Error) => !gone && setUnreadable(error.message));
    return () => {
      gone = true;
      made.destroy();
    };
    // The editor owns the content from here on: a save does not load it anew.
  }, []);
  const show = (id: string) => {
    const element = modeler.current?.get<ElementRegistry>('elementRegistry').get(id);
    if (!element) return;
    modeler.current?.get<Selection>('selection').select(element);
    modeler.current?.get<Canvas>('canvas').scrollToElement(element as never);
  };
  const errors = findings.filter(({ category }) => category !== 'warn').length;
  return (
    <div>
      {unreadable && <Alert type="error" showIcon message={unreadable} />}
      <div className="diagram-editor">
        <div ref={canvas} className="diagram-canvas" />
        <div ref={panel} className="diagram-properties" />
      </div>
      <List
        size="small"
        header={
          <span role="status">
            {findings.length === 0
              ? t('studio.lintClean')
              : t('studio.lintFound', { errors, warnings: findings.length - errors })}
          </span>
        }
        dataSource={findings}
        style={{ maxHeight: 180, overflow: 'auto' }}
        renderItem={({ id, name, message, category, rule }) => (
          <List.Item>
            <button type="button" className="as-link" onClick={() => show(id)}>
              {name ?? id}
            </button>
            <span style={{ flex: 1, marginInline: 12 }}>
              {t(`lint.${rule.split('/').at(-1)}`, { defaultValue: message })}
            </span>
            <Tag color={category === 'warn' ? 'orange' : 'red'}>
              {t(category === 'warn' ? 'studio.warning' : 'studio.error')} · {rule}
            </Tag>
          </List.Item>
        )}
      />
    </div>
  );
}

/** The name of an element, where it has one. */
function nameOf(modeler: Modeler, id: string): string | undefined {
  const found = modeler.get<ElementRegistry>('elementRegistry').get(id) as { businessObject?: { name?: string } };
  return found?.businessObject?.name;
}

/** So much the palette takes of the canvas' left, and so much is left free around, in pixels. */
const PALETTE = 124;
const MARGIN = 20;

/** Shows the whole diagram in the part of the canvas that the palette leaves free. */
function fitBesidePalette(canvas: Canvas): void {
  const { inner, outer } = canvas.viewbox();
  const free = { width: outer.width - PALETTE - 2 * MARGIN, height: outer.height - 2 * MARGIN };
  const scale = Math.min(1, free.width / inner.width, free.height / inner.height);
  if (!(scale > 0)) return;
  canvas.viewbox({
    x: inner.x - (PALETTE + MARGIN) / scale,
    y: inner.y - MARGIN / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}

const PAUSE_MS = 400;

function debounced(act: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void act(), PAUSE_MS);
  };
}
