import { ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import {
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Container,
  Grid,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { choose, forgottenOnSignOut, readChosenUser } from './chosenUser';
import styles from './DemoSignInPage.module.css';

const USERS = [
  {
    id: 'guest',
    title: 'Guest',
    who: 'A member of the payments team: owns the examples and may do everything.',
    button: 'Enter',
  },
  {
    id: 'visitor',
    title: 'Visitor',
    who: 'In no team: sees the portal, but nothing of AWS trust.',
    button: 'Look around',
  },
] as const;

/** Who enters the demo: nobody has a password here. */
export function DemoSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [user, setUser] = useState(readChosenUser);
  const title = useApi(configApiRef).getString('app.title');

  if (user) {
    return (
      <ProxiedSignInPage
        provider={user}
        onSignInSuccess={identity =>
          onSignInSuccess(forgottenOnSignOut(identity))
        }
      />
    );
  }
  return (
    <Container className={styles.page}>
      <main>
        <Text as="h1" variant="title-large">
          {title}
        </Text>
        <Text as="p" variant="body-large" color="secondary">
          Who is looking?
        </Text>
        <Grid.Root columns={{ initial: '1', sm: '2' }} gap="4" mt="6">
          {USERS.map(({ id, title: name, who, button }) => (
            <Card key={id}>
              <CardHeader>
                <Text as="h2" variant="title-small">
                  {name}
                </Text>
              </CardHeader>
              <CardBody>
                <Text as="p">{who}</Text>
              </CardBody>
              <CardFooter>
                <Button
                  onPress={() => {
                    choose(id);
                    setUser(id);
                  }}
                >
                  {button}
                </Button>
              </CardFooter>
            </Card>
          ))}
        </Grid.Root>
      </main>
    </Container>
  );
}
