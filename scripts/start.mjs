/** `npm start`: the demo portal, until Ctrl-C. */
import { startPortal } from './portal.mjs';

function greeting({ portalUrl, simulator, registered }) {
  const { url, awsCredentials } = simulator;
  const counts = Object.entries(registered.statuses)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');
  const lines = [
    `The portal is ready: ${portalUrl}`,
    '',
    '  1. Click "Enter" to sign in as guest, a member of the payments team.',
    '     ("Look around" signs in somebody who may see nothing of AWS trust.)',
    '  2. Open the component "Payments API": its card "AWS trust" shows an',
    '     environment in every status. The system "Payments" shows all of them:',
    `     ${counts}.`,
    '     "AWS trust" in the sidebar shows the whole fleet, what nobody has',
    '     registered, and the account "sandbox", which refuses the portal.',
    '  3. Create → "AWS role for a Pulumi ESC environment" makes a trusted role:',
    '     organization acme, project payments, account 111111111111.',
    '',
    'AWS and Pulumi Cloud are simulated. Look at the simulated AWS with:',
    '',
    `  export AWS_ACCESS_KEY_ID=${awsCredentials.accessKeyId}`,
    `  export AWS_SECRET_ACCESS_KEY=${awsCredentials.secretAccessKey}`,
    `  aws --endpoint-url ${url} --region us-east-1 iam list-roles`,
    '',
    'Ctrl-C stops everything.',
  ];
  const rule = '─'.repeat(76);
  return ['', rule, ...lines, rule, ''].join('\n');
}

export async function start(root) {
  const portal = await startPortal(root);
  for (const refusal of portal.registered.refused) {
    console.warn(`Not registered: ${refusal}`);
  }
  console.log(greeting(portal));
  const { what, code } = await portal.ended;
  throw new Error(`The ${what} ended with exit code ${code}.`);
}
