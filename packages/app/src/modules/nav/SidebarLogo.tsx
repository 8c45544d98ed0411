import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { LogoMark } from './LogoMark';
import styles from './SidebarLogo.module.css';

export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.logo}
      style={{ height: 2 * sidebarConfig.logoHeight }}
      aria-label="ESC Trust, home"
    >
      <span
        className={styles.mark}
        style={{ width: sidebarConfig.drawerWidthClosed }}
      >
        <LogoMark />
      </span>
      {isOpen && <span className={styles.name}>ESC Trust</span>}
    </Link>
  );
}
