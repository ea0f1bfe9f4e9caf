import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** A chart; its figures also stand in a table beside it, so that nobody depends on the picture. */
export function Chart({ option, label, height = 280 }: { option: EChartsCoreOption; label: string; height?: number }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = init(container.current, undefined, { renderer: 'svg' });
    chart.setOption(option);
    // not the window alone: a chart that is drawn in a tab which is not in front has no width until it is
    const fitting = new ResizeObserver(() => chart.resize());
    fitting.observe(container.current!);
    return () => {
      fitting.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={container} role="img" aria-label={label} style={{ height }} />;
}
