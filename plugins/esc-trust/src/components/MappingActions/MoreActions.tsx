import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import {
  RiDeleteBinLine,
  RiExternalLinkLine,
  RiEyeLine,
  RiEyeOffLine,
  RiFlaskLine,
  RiForbidLine,
  RiMore2Line,
  RiPlayCircleLine,
} from '@remixicon/react';
import { useOptionalRouteRef } from '../../hooks/useOptionalRouteRef';
import { consoleLinks } from '../../model/consoleLinks';
import { MappingAction } from '../../model/mapping/offeredActions';
import { policyLabRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import styles from './MoreActions.module.css';

/** What the menu can hold, in its order. */
const ITEMS = ['verify', 'ignore', 'unignore', 'forget', 'remove'] as const;

type Item = (typeof ITEMS)[number];

const ICONS: Record<Item, typeof RiEyeLine> = {
  verify: RiPlayCircleLine,
  ignore: RiEyeOffLine,
  unignore: RiEyeLine,
  forget: RiForbidLine,
  remove: RiDeleteBinLine,
};

const DESTRUCTIVE: readonly Item[] = ['forget', 'remove'];

/** What isn't needed every day, and the ways to both clouds. */
export function MoreActions(props: {
  name: string;
  mapping: Mapping;
  offered: ReadonlySet<MappingAction>;
  /** Those that have a button of their own. */
  except: readonly MappingAction[];
  onAction: (action: Item) => void;
}) {
  const { name, mapping, offered, except, onAction } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const items = ITEMS.filter(
    item => offered.has(item) && !except.includes(item),
  );
  const links = consoleLinks(mapping);
  const lab = useOptionalRouteRef(policyLabRouteRef)?.();
  const hasLinks = links.length > 0 || lab !== undefined;

  if (items.length === 0 && !hasLinks) {
    return null;
  }
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiMore2Line aria-hidden />}
        aria-label={t('actions.moreFor', { name })}
      >
        {t('actions.more')}
      </Button>
      <Menu
        aria-label={t('actions.moreFor', { name })}
        onAction={key => {
          if (items.includes(key as Item)) {
            onAction(key as Item);
          }
        }}
      >
        {links.map(({ place, href }) => (
          <MenuItem
            key={place}
            id={place}
            href={href}
            textValue={t(`actions.open.${place}`)}
            iconStart={<RiExternalLinkLine aria-hidden />}
          >
            <span>
              {t(`actions.open.${place}`)}
              <VisuallyHidden> {t('actions.newTab')}</VisuallyHidden>
            </span>
          </MenuItem>
        ))}
        {lab && (
          <MenuItem
            id="lab"
            href={`${lab}?mapping=${encodeURIComponent(mapping.id)}`}
            iconStart={<RiFlaskLine aria-hidden />}
          >
            {t('actions.open.lab')}
          </MenuItem>
        )}
        {hasLinks && items.length > 0 && <MenuSeparator />}
        {items.map(item => {
          const Icon = ICONS[item];
          return (
            <MenuItem
              key={item}
              id={item}
              className={
                DESTRUCTIVE.includes(item) ? styles.destructive : undefined
              }
              iconStart={<Icon aria-hidden />}
            >
              {t(`actions.${item}`)}
            </MenuItem>
          );
        })}
      </Menu>
    </MenuTrigger>
  );
}
