import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { CallerState } from './AwsAccount';
import { translateAwsError } from './awsErrors';
import { IamClients } from './IamClients';

/** Whose credentials these are. */
export async function getCaller(clients: IamClients): Promise<CallerState> {
  try {
    const caller = await clients.sts.send(new GetCallerIdentityCommand({}));
    const arn = caller.Arn ?? '';
    return {
      accountId: caller.Account ?? '',
      arn,
      partition: arn.split(':')[1] ?? 'aws',
    };
  } catch (error) {
    throw translateAwsError(error, {
      ...clients,
      call: 'sts:GetCallerIdentity',
    });
  }
}
