import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { ESC_ENVIRONMENTS_ANNOTATION } from '@internal/backstage-plugin-esc-trust-common';
import type { ReactNode } from 'react';
import styles from './dev.module.css';

const STATES = [
  'every-status',
  'many',
  'repair',
  'assess',
  'annotated',
  'long',
  'empty',
  'loading',
  'denied',
  'failing',
];

/** The component that stands for one state of the card. */
export function exampleEntity(name: string): Entity {
  const annotations: Record<string, string> =
    name === 'annotated'
      ? {
          [ESC_ENVIRONMENTS_ANNOTATION]:
            'acme/payments/prod, acme/payments/new, payments-new',
        }
      : {};
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  };
}

/** The same for every state. */
export function Examples(props: { children: ReactNode }) {
  return (
    <div className={styles.examples}>
      {STATES.map(name => (
        <section key={name} id={name}>
          <EntityProvider entity={exampleEntity(name)}>
            {props.children}
          </EntityProvider>
        </section>
      ))}
    </div>
  );
}
