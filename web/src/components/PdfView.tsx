import { Alert, Spin } from 'antd';
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

GlobalWorkerOptions.workerSrc = workerUrl;

/** More pages are for a program of their own. */
const MOST_PAGES = 50;

/** A PDF's pages, drawn by pdf.js: telephones have no viewer of their own inside a page. */
export function PdfView({ file, label }: { file: Blob; label: string }) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'drawing' | 'drawn' | 'unreadable'>('drawing');
  useEffect(() => {
    let gone = false;
    let opened: PDFDocumentProxy | undefined;
    const draw = async () => {
      opened = await getDocument({ data: await file.arrayBuffer(), isEvalSupported: false }).promise;
      for (let number = 1; number <= Math.min(opened.numPages, MOST_PAGES); number++) {
        const page = await opened.getPage(number);
        if (gone || !container.current) return;
        const wide = container.current.clientWidth * window.devicePixelRatio;
        const viewport = page.getViewport({ scale: wide / page.getViewport({ scale: 1 }).width });
        const canvas = document.createElement('canvas');
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        canvas.className = 'pdf-page';
        canvas.setAttribute('role', 'img');
        canvas.setAttribute('aria-label', t('attachment.page', { name: label, number }));
        container.current.append(canvas);
        await page.render({ canvas, viewport }).promise;
      }
      setState('drawn');
    };
    draw().catch(() => !gone && setState('unreadable'));
    const box = container.current;
    return () => {
      gone = true;
      void opened?.destroy();
      box?.replaceChildren();
    };
  }, [file, label, t]);
  return (
    <>
      {state === 'drawing' && <Spin />}
      {state === 'unreadable' && <Alert type="warning" showIcon message={t('attachment.unreadable')} />}
      <div ref={container} className="pdf-view" data-state={state} />
    </>
  );
}
