/** Asks the simulator's STS, as AWS's own clients do, without any library. */
export async function assumeRoleWithWebIdentity(
  stsUrl: string,
  roleArn: string,
  token: string,
): Promise<{ status: number; body: string }> {
  const response = await fetch(stsUrl, {
    method: 'POST',
    body: new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: roleArn,
      RoleSessionName: 'test',
      WebIdentityToken: token,
    }),
  });
  return { status: response.status, body: await response.text() };
}
