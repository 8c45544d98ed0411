import { Alert } from '@backstage/ui';
import { messageOf } from '../../model/errors/messageOf';

/** That something could not be done, and the backend's reason. */
export function FailedAction(props: { title: string; error: Error }) {
  return (
    <Alert
      status="danger"
      icon
      title={props.title}
      description={messageOf(props.error)}
    />
  );
}
