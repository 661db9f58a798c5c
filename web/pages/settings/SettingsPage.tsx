import { isAdministrator } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { Page } from '../../ui/page/Page.tsx';
import { AccountSection } from './AccountSection.tsx';
import { AuditSection } from './AuditSection.tsx';
import { KeysSection } from './KeysSection.tsx';
import { OrganisationSection } from './OrganisationSection.tsx';
import { RolesSection } from './roles/RolesSection.tsx';
import { ScriptSection } from './ScriptSection.tsx';
import classes from './SettingsPage.module.css';

/** The organisation, one's own account, and the ways in for scripts. */
export function SettingsPage() {
  const session = useSession();
  return (
    <Page title="Settings" note={`Baton ${session.version}`}>
      <div className={classes.columns}>
        <div className={classes.column}>
          <OrganisationSection />
          <RolesSection />
          <AccountSection />
        </div>
        <div className={classes.column}>
          <ScriptSection />
          {isAdministrator(session) && <KeysSection />}
          {isAdministrator(session) && <AuditSection />}
        </div>
      </div>
    </Page>
  );
}
