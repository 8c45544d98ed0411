/** Settings of a login. */
export const LOGIN = {
  roleArn: 'arn:aws:iam::111111111111:role/pulumi-esc/x',
  sessionName: 'pulumi-environments-session',
  duration: '1h',
  subjectAttributes: ['currentEnvironment.name'],
};
/** How it is written below `values`, with an indentation of 2. */
export const BLOCK = `  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::111111111111:role/pulumi-esc/x
          sessionName: pulumi-environments-session
          duration: 1h
          subjectAttributes:
            - currentEnvironment.name
`;
/** The variables that export it. */
export const VARIABLES = `  environmentVariables:
    AWS_ACCESS_KEY_ID: \${aws.login.accessKeyId}
    AWS_SECRET_ACCESS_KEY: \${aws.login.secretAccessKey}
    AWS_SESSION_TOKEN: \${aws.login.sessionToken}
`;
