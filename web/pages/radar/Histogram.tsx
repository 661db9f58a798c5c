import { VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import classes from './Histogram.module.css';
import { type Bin, layOut, roomBelow, spellSizes } from './histogram-rules.ts';
import { countOf } from './orphan-rules.ts';

const height = 200;
const compact = new Intl.NumberFormat('en', { notation: 'compact' });

interface HistogramProps {
  bins: readonly Bin[];
  /** What the picture says, for those who do not see it; its numbers follow as a table. */
  label: string;
}

/** How many people have a book of each size: the sizes along the bottom, a number on each bar. */
export function Histogram({ bins, label }: HistogramProps) {
  const { ref, width } = useElementSize();
  const { bars, ticks } = layOut(bins, { width, height });
  return (
    <figure className={classes.figure}>
      <div ref={ref} className={classes.drawing} style={{ height }}>
        {width > 0 && (
          <svg role="img" aria-label={label} width={width} height={height}>
            {bars.map(({ bin, x, y, width: barWidth, height: barHeight }) => (
              <g key={bin.from} className={classes.bar} data-empty={bin.to === 0}>
                <title>{`${countOf(bin.users, 'person', 'people')} with ${spellSizes(bin)} leads, ${countOf(bin.leads, 'lead')} together`}</title>
                <rect className={classes.hit} x={x} y={0} width={barWidth} height={height - roomBelow} />
                <rect className={classes.fill} x={x} y={y} width={barWidth} height={barHeight} rx={2} />
                {bin.users > 0 && (
                  <text className={classes.number} x={x + barWidth / 2} y={y - 6}>
                    {compact.format(bin.users)}
                  </text>
                )}
              </g>
            ))}
            <line
              className={classes.floor}
              x1={0}
              x2={width}
              y1={height - roomBelow}
              y2={height - roomBelow}
            />
            {ticks.map(({ x, size }) => (
              <text key={size} className={classes.size} x={x} y={height - 8}>
                {compact.format(size)}
              </text>
            ))}
          </svg>
        )}
      </div>
      <figcaption className={classes.caption} aria-hidden>
        Leads in the book; the number on a bar is how many people have one of that size
      </figcaption>
      <VisuallyHidden>
        <BinTable bins={bins} />
      </VisuallyHidden>
    </figure>
  );
}

function BinTable({ bins }: { bins: readonly Bin[] }) {
  return (
    <table>
      <caption>How leads are spread</caption>
      <thead>
        <tr>
          <th scope="col">Leads in the book</th>
          <th scope="col">People</th>
          <th scope="col">Leads together</th>
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from}>
            <th scope="row">{spellSizes(bin)}</th>
            <td>{bin.users.toLocaleString()}</td>
            <td>{bin.leads.toLocaleString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
