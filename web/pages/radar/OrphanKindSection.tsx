import { nobodyIsHead } from '../../../src/contract/rules/head-rules.ts';
import { Section } from '../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import { GroupName } from './GroupName.tsx';
import { GroupSample } from './GroupSample.tsx';
import { MendStep } from './MendStep.tsx';
import classes from './OrphanKindSection.module.css';
import { type FoundKind, kindWords } from './orphan-rules.ts';

interface OrphanKindProps {
  found: FoundKind;
  /** False: nobody said yet who reports to nobody on purpose. */
  hasHead: boolean;
}

/** The orphans of one kind, by what is mended together. */
export function OrphanKindSection({ found: { kind, count, groups }, hasHead }: OrphanKindProps) {
  const shown = groups.reduce((sum, group) => sum + group.count, 0);
  const { found, why } = kindWords[kind];
  return (
    <Section
      title={found}
      note={
        <>
          <span className={classes.count} data-kind={kind}>
            {count.toLocaleString()}
          </span>{' '}
          <DownloadCsv isSmall path="orphans" query={{ kind }} of={found} />
        </>
      }
    >
      <p className={classes.why}>{why}</p>
      {kind === 'user-without-manager' && !hasHead && <p className={classes.why}>{nobodyIsHead}</p>}
      <ul className={classes.groups}>
        {groups.map((group) => (
          <li key={group.sample[0]?.message} className={classes.group}>
            <div className={classes.about}>
              <div className={classes.name}>
                <GroupName kind={kind} group={group} />
              </div>
              <div className={classes.sample}>
                <GroupSample group={group} />
              </div>
            </div>
            <div className={classes.step}>
              <MendStep kind={kind} group={group} />
            </div>
          </li>
        ))}
      </ul>
      {shown < count && (
        <p className={classes.rest}>
          And {(count - shown).toLocaleString()} more. Mend these, and they come up.
        </p>
      )}
    </Section>
  );
}
