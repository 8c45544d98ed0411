/**
 * Made from the OpenAPI document by `yarn generate:api-types`: types only, and
 * nothing to edit by hand.
 */
export interface paths {
    "/mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List mappings
         * @description Mappings. Filters are combined; the values of one are alternatives. totalItems is counted on the first page
         */
        get: operations["ListMappings"];
        put?: never;
        /**
         * Register an existing pair of environment and role
         * @description Registers an existing pair of environment and role. Needs the side of both owners.
         */
        post: operations["RegisterMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mappings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a mapping */
        get: operations["GetMapping"];
        put?: never;
        post?: never;
        /**
         * Forget a mapping
         * @description Forgets the mapping and its history. Role and environment stay as they are: to take them back, start a deprovision
         */
        delete: operations["ForgetMapping"];
        options?: never;
        head?: never;
        /**
         * Change what people decide about a mapping
         * @description Changes what people decide about a mapping. Needs the side of its owner, and of a new owner
         */
        patch: operations["ChangeMapping"];
        trace?: never;
    };
    "/mappings/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how a trust report has changed
         * @description How the trust report has changed, the latest first
         */
        get: operations["GetMappingHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mappings/{id}/acceptances/{fingerprint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Accept a finding on purpose
         * @description Accepts one finding of the latest report on purpose: it stays in the report and no longer decides the status. Lapses when the statement changes. What lets a foreign organization in, or what is not understood, can’t be accepted. Needs the side of the mapping’s owner
         */
        put: operations["AcceptFinding"];
        post?: never;
        /**
         * Let a finding count again
         * @description The finding counts again. Needs the same as accepting it
         */
        delete: operations["WithdrawAcceptance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count mappings
         * @description How many mappings there are, by what they come to. Takes the filters of a list
         */
        get: operations["GetSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mappings/{id}/assess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assess a mapping now
         * @description Reads the live state and reports on it, now
         */
        post: operations["AssessMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mappings/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Really open the environment of a mapping
         * @description Really opens the environment in Pulumi Cloud and records on the mapping whether AWS let its login in, and if not, at which gate. Every provider in the environment runs, those of other logins and of other clouds too: short-lived credentials are made wherever it signs in, and dropped. No value is read. Needs the side of the owner of the mapping and of the environment, and the setting tokens.open of the organization: without it the answer is 503.
         */
        post: operations["VerifyMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the configured accounts
         * @description The configured accounts, with when they were read and why they can’t be
         */
        get: operations["ListAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{accountId}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the roles of an account
         * @description Roles of an account that trust a configured issuer or that a mapping names, as it was last read
         */
        get: operations["ListRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{accountId}/roles/{roleName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who can assume a role
         * @description One such role: who can assume it, its mappings, and its policies and tags as they are now
         */
        get: operations["GetRole"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the configured organizations
         * @description The configured organizations, with when they were read and why they can’t be
         */
        get: operations["ListOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the environments of an organization
         * @description Environments of a configured organization, live from Pulumi Cloud
         */
        get: operations["ListEnvironments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{organization}/{project}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the logins of an environment
         * @description An environment, live from Pulumi Cloud: its logins, what their tokens say, its mappings
         */
        get: operations["GetEnvironment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge an environment and a role that nobody has stored
         * @description Judges what the request itself describes; reads and stores nothing
         */
        post: operations["Evaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one’s own operations and one’s teams’
         * @description The latest operations that the signed-in user asked for, or that are about what a team of theirs owns, newest first
         */
        get: operations["ListOperations"];
        put?: never;
        /**
         * Plan or start a change of AWS and Pulumi Cloud
         * @description Plans and applies a change of AWS and Pulumi Cloud. A dry run answers the plan and stores nothing. The same Idempotency-Key returns the same operation while it runs or has succeeded.
         */
        post: operations["StartOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an operation */
        get: operations["GetOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a running operation back
         * @description Takes a running operation back at its next step. One that has ended answers 409
         */
        post: operations["CancelOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/provisioning-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what may be provisioned
         * @description What the signed-in user may choose in a provision, for each owner that they belong to
         */
        get: operations["GetProvisioningOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A UUID */
        Id: string;
        /** @description Name of a Pulumi organization, project or environment: letters, digits, hyphens, underscores and periods */
        PulumiName: string;
        /** @description A full entity ref such as group:default/payments-team */
        EntityRef: string;
        /** @description An AWS account ID: 12 digits */
        AccountId: string;
        /** @description Name of an IAM role, without its path */
        RoleName: string;
        /** @description Code of a finding, such as subject-organization-wide */
        FindingCode: string;
        Environment: {
            organization: components["schemas"]["PulumiName"];
            project: components["schemas"]["PulumiName"];
            name: components["schemas"]["PulumiName"];
        };
        /** @enum {string} */
        Status: "trusted" | "conditional" | "over-permissive" | "untrusted" | "unknown";
        /** @enum {string} */
        Access: "works" | "conditional" | "fails" | "unknown";
        /** @enum {string} */
        ExposureVerdict: "intended" | "wider" | "undecided";
        /** @enum {string} */
        MappingSource: "provisioned" | "registered" | "discovered";
        /** @enum {string} */
        SubjectAttribute: "currentEnvironment.name" | "rootEnvironment.name" | "pulumi.organization.login" | "pulumi.user.login" | "pulumi.token.type" | "pulumi.token.team";
        /** @description Go style, such as 1h30m */
        Duration: string;
        /** @description A refusal or failure, as everywhere in Backstage */
        Error: {
            error: {
                /** @description Such as NotFoundError */
                name: string;
                /** @description What is wrong, in a sentence */
                message: string;
            };
            /** @description What was asked */
            request?: {
                method: string;
                url: string;
            };
            response: {
                /** @description The status of the answer */
                statusCode: number;
            };
        };
        TrustReport: {
            status: components["schemas"]["Status"];
            access: components["schemas"]["Access"];
            exposure: components["schemas"]["Exposure"];
            claims: {
                issuer: string;
                audience: string;
                subject: string;
            };
            openings: components["schemas"]["OpeningReport"][];
            gates: components["schemas"]["GateResult"][];
            findings: components["schemas"]["Finding"][];
        };
        Exposure: {
            verdict: components["schemas"]["ExposureVerdict"];
            witnesses: {
                audience: string;
                subject: string;
                why: string;
            }[];
        };
        OpeningReport: {
            /** @enum {string} */
            opening: "direct" | "import" | "stack";
            opener?: string;
            audience: string;
            subject: string;
            /** @enum {string} */
            certainty: "documented" | "inferred";
            /** @enum {string} */
            decision: "allow" | "deny" | "depends" | "unknown";
        };
        /**
         * @description The checks between an environment and its role, in order
         * @enum {string}
         */
        Gate: "login" | "identity-provider" | "audience" | "role" | "trust-policy" | "session-duration";
        GateResult: {
            gate: components["schemas"]["Gate"];
            /** @enum {string} */
            outcome: "pass" | "fail" | "unknown";
            message: string;
        };
        Finding: {
            code: string;
            /** @enum {string} */
            severity: "error" | "warning" | "info";
            message: string;
            fingerprint: string;
            statement?: string;
            accepted?: boolean;
        };
        Mapping: {
            id: string;
            environment: components["schemas"]["Environment"];
            loginPath: string;
            roleArn?: string;
            accountId?: components["schemas"]["AccountId"];
            ownerRef?: string;
            entityRefs: string[];
            source: components["schemas"]["MappingSource"];
            trust: components["schemas"]["TrustReport"];
            stale?: {
                /** Format: date-time */
                since: string;
                reason: string;
            };
            /** @description The openings that are meant to be in use */
            openings?: components["schemas"]["Opening"][];
            /** @description Discovered, and not wanted in lists */
            ignored?: boolean;
            acceptances?: components["schemas"]["Acceptance"][];
            lastVerified?: components["schemas"]["Verification"];
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** @description What happened when the environment was really opened */
        Verification: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            outcome: "success" | "failure";
            /** @description Login of the Pulumi user who opened it, when known */
            openedBy?: string;
            gate?: components["schemas"]["Gate"];
            /** @description Of a failure: what AWS said. Never holds a value */
            message?: string;
        };
        MappingList: {
            items: components["schemas"]["Mapping"][];
            totalItems: number;
            pageInfo: {
                nextCursor?: string;
                prevCursor?: string;
            };
        };
        RegisterMappingRequest: {
            environment: components["schemas"]["Environment"];
            loginPath?: string;
            ownerRef: components["schemas"]["EntityRef"];
            entityRefs?: components["schemas"]["EntityRef"][];
        };
        /** @description How an environment is opened, which changes the claims */
        Opening: {
            /** @enum {string} */
            kind: "direct";
        } | {
            /** @enum {string} */
            kind: "import" | "stack";
            root?: components["schemas"]["Environment"];
            rootImportedAs?: string;
            importedAs?: string;
        };
        EvaluationRequest: {
            environment: components["schemas"]["Environment"];
            login?: {
                subjectAttributes?: string[];
                duration?: components["schemas"]["Duration"];
            };
            openings?: components["schemas"]["Opening"][];
            issuer?: string;
            role: {
                arn: string;
                /** @description An object of at most 100 levels, JSON text, or the same URL-encoded */
                trustPolicy: string | {
                    [key: string]: unknown;
                };
                maxSessionDuration?: number;
            };
            /** @description Absent: not known. Null: known to be missing */
            identityProvider?: null | {
                arn?: string;
                clientIds: string[];
            };
            intended?: components["schemas"]["Environment"][];
        };
        Account: {
            accountId: components["schemas"]["AccountId"];
            title?: string;
            partition: string;
            /** Format: date-time */
            lastTriedAt?: string;
            /** Format: date-time */
            lastGoodAt?: string;
            /** @description While it can’t be read */
            failure?: {
                /** Format: date-time */
                since: string;
                /** @description Failed reads in a row */
                cycles: number;
                reason: string;
            };
        };
        AccountList: {
            items: components["schemas"]["Account"][];
        };
        /** @description A role that trusts the issuer of a configured organization, or that a mapping names, with what its mappings come to */
        ListedRole: {
            roleArn: string;
            accountId: components["schemas"]["AccountId"];
            name: string;
            path: string;
            /** @description False when a mapping names it in vain */
            exists: boolean;
            /** @description Seconds */
            maxSessionDuration?: number;
            /** @description In its owner tag, when known */
            ownerRef?: string;
            exposure: components["schemas"]["Exposure"];
            /** @description Of those that the caller may read; absent when the caller may read none whatsoever. What is ignored doesn’t count */
            totalMappings?: number;
            worstStatus?: components["schemas"]["Status"];
        };
        RoleList: {
            items: components["schemas"]["ListedRole"][];
            pageInfo: {
                nextCursor?: string;
            };
        };
        RoleIdentityProvider: {
            issuer: string;
            arn: string;
            exists: boolean;
            clientIds: string[];
        };
        /** @description As AWS tells it now */
        LiveRole: {
            description?: string;
            tags: {
                [key: string]: string;
            };
            permissionsBoundaryArn?: string;
            managedPolicyArns: string[];
            /** @description Name to JSON text */
            inlinePolicies: {
                [key: string]: string;
            };
            lastUsed?: {
                /** Format: date-time */
                at: string;
                region?: string;
            };
        };
        RoleDetails: {
            roleArn: string;
            accountId: components["schemas"]["AccountId"];
            name: string;
            path: string;
            /** @description False when a mapping names it in vain */
            exists: boolean;
            /** @description Seconds */
            maxSessionDuration?: number;
            /** @description In its owner tag, when known */
            ownerRef?: string;
            exposure: components["schemas"]["Exposure"];
            /** @description JSON text; absent with the role, and when it names environments that the caller may not read */
            trustPolicy?: string;
            /** @description Of the issuers of the configured organizations */
            identityProviders: components["schemas"]["RoleIdentityProvider"][];
            /** @description Those that name it and that the caller may read; at most 100 */
            mappings: components["schemas"]["Mapping"][];
            totalMappings: number;
            live?: components["schemas"]["LiveRole"];
            /** @description Why nothing live is told, in one sentence */
            liveFailure?: string;
        };
        Organization: {
            name: components["schemas"]["PulumiName"];
            /** @description Issuer URL of its tokens */
            issuer: string;
            /** Format: date-time */
            lastTriedAt?: string;
            /** Format: date-time */
            lastGoodAt?: string;
            /** @description While it can’t be read */
            failure?: {
                /** Format: date-time */
                since: string;
                /** @description Failed reads in a row */
                cycles: number;
                reason: string;
            };
        };
        OrganizationList: {
            items: components["schemas"]["Organization"][];
        };
        MappingHeadline: {
            id: string;
            loginPath: string;
            roleArn?: string;
            status: components["schemas"]["Status"];
            access: components["schemas"]["Access"];
            exposure: components["schemas"]["ExposureVerdict"];
        };
        ListedEnvironment: {
            environment: components["schemas"]["Environment"];
            /** @description When the definition was last changed */
            modified?: string;
            /** @description Those that the caller may read */
            mappings: components["schemas"]["MappingHeadline"][];
        };
        EnvironmentList: {
            items: components["schemas"]["ListedEnvironment"][];
            pageInfo: {
                nextCursor?: string;
            };
        };
        /** @description A login, as the definition holds it */
        AwsLogin: {
            path: string;
            /** @enum {string} */
            kind: "oidc" | "static" | "unresolved";
            roleArn?: {
                literal: string;
            } | {
                expression: string;
            };
            sessionName?: {
                literal: string;
            } | {
                expression: string;
            };
            duration?: {
                literal: string;
            } | {
                expression: string;
            };
            policyArns?: {
                literal: string[];
            } | {
                expression: string;
            };
            subjectAttributes?: {
                literal: string[];
            } | {
                expression: string;
            };
            position: components["schemas"]["DefinitionPosition"];
        };
        /** @description Counted from 1 */
        DefinitionPosition: {
            line: number;
            column: number;
        };
        DefinitionProblem: {
            /** @description The rule that is broken */
            message: string;
            position?: components["schemas"]["DefinitionPosition"];
        };
        OpeningClaims: {
            /** @enum {string} */
            opening: "direct" | "import" | "stack";
            audience: string;
            subject: string;
            /** @enum {string} */
            certainty: "documented" | "inferred";
        };
        EnvironmentLogin: {
            login: components["schemas"]["AwsLogin"];
            /** @description What its tokens say, for each way of opening */
            openings: components["schemas"]["OpeningClaims"][];
        };
        EnvironmentDetails: {
            environment: components["schemas"]["Environment"];
            /** @description Issuer URL of its tokens */
            issuer: string;
            logins: components["schemas"]["EnvironmentLogin"][];
            /** @description When not empty, it can’t be opened as it is */
            problems: components["schemas"]["DefinitionProblem"][];
            /** @description Those that the caller may read; at most 100 */
            mappings: components["schemas"]["Mapping"][];
        };
        /** @description What is absent stays as it is */
        MappingChange: {
            ownerRef?: components["schemas"]["EntityRef"];
            entityRefs?: components["schemas"]["EntityRef"][];
            /** @description The openings that are meant to be in use; none means directly */
            openings?: components["schemas"]["Opening"][];
            /** @description Whether a discovered pair is kept out of all lists */
            ignored?: boolean;
        };
        /** @description That somebody has accepted a finding on purpose */
        Acceptance: {
            fingerprint: string;
            reason: string;
            /** Format: date-time */
            until: string;
            /** Format: date-time */
            acceptedAt: string;
            acceptedBy: string;
        };
        AcceptanceRequest: {
            reason: string;
            /**
             * Format: date-time
             * @description At most a year ahead: from then on the finding counts
             */
            until: string;
        };
        HistoryEntry: {
            /** Format: date-time */
            at: string;
            statusBefore?: components["schemas"]["Status"];
            status: components["schemas"]["Status"];
            access: components["schemas"]["Access"];
            exposure: components["schemas"]["ExposureVerdict"];
            findings: string[];
        };
        History: {
            items: components["schemas"]["HistoryEntry"][];
            pageInfo: {
                nextCursor?: string;
            };
        };
        Summary: {
            totalItems: number;
            status: components["schemas"]["StatusCounts"];
            /** @description How many mappings have each value; what none has is 0 */
            access: {
                works: number;
                conditional: number;
                fails: number;
                unknown: number;
            };
            /** @description How many mappings have each value; what none has is 0 */
            exposure: {
                intended: number;
                wider: number;
                undecided: number;
            };
            organizations: components["schemas"]["GroupCounts"][];
            accounts: components["schemas"]["GroupCounts"][];
            owners: components["schemas"]["GroupCounts"][];
        };
        /** @description How many mappings have each value; what none has is 0 */
        StatusCounts: {
            trusted: number;
            conditional: number;
            "over-permissive": number;
            untrusted: number;
            unknown: number;
        };
        GroupCounts: {
            name: string;
            totalItems: number;
            status: components["schemas"]["StatusCounts"];
        };
        /** @description What to do, by its kind */
        OperationRequest: components["schemas"]["ProvisionRequest"] | components["schemas"]["MappingOperationRequest"];
        ProvisionRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "provision";
            environment: components["schemas"]["Environment"];
            accountId: components["schemas"]["AccountId"];
            ownerRef: components["schemas"]["EntityRef"];
            /** @description Catalog entities whose pages show the mapping */
            entityRefs?: components["schemas"]["EntityRef"][];
            /** @description What the role is to be; the guardrails decide what is allowed */
            role?: {
                /** @description Default: from the configured template */
                name?: string;
                /** @description Shown in AWS: at most 1,000 Latin-1 characters */
                description?: string;
                /** @description ARNs of the policies that it gets */
                managedPolicyArns?: string[];
                /** @description A permissions policy of its own, as an object of at most 100 levels or as JSON text: at most 10,240 characters without whitespace */
                inlinePolicy?: string | {
                    [key: string]: unknown;
                };
                /** @description ARN of the policy that bounds it; default: the one that is required */
                permissionsBoundaryArn?: string;
                /** @description Seconds, 3600 to 43200; default 3600 */
                maxSessionDuration?: number;
                /** @description Beside the configured ones and the portal's own; 50 in all */
                tags?: {
                    [key: string]: string;
                };
            };
            /** @description What the environment's login is to be */
            login?: {
                /** @description Value path of plain keys; default aws.login */
                path?: string;
                /** @description What the token's subject is made of; must hold currentEnvironment.name, which is the default */
                subjectAttributes?: components["schemas"]["SubjectAttribute"][];
                /** @description Go style, 15m to 12h, such as 1h30m; default 1h */
                duration?: string;
                /** @description 2 to 64 characters; default pulumi-environments-session */
                sessionName?: string;
                /** @description ARNs of session policies: they narrow what the role may do */
                policyArns?: string[];
            };
            /** @description False leaves the environment as it is: only AWS is changed. Default true */
            configureEnvironment?: boolean;
            /** @description True takes over a role that is there. Default false */
            adoptRole?: boolean;
            /** @description True answers the plan and stores nothing */
            dryRun?: boolean;
            /** @description Digest of the plan that was agreed to: 409 with the new plan when it moved */
            planDigest?: string;
        };
        /** @description repair makes the live state fit the mapping again; deprovision takes back what the portal made for it */
        MappingOperationRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "repair" | "deprovision";
            mappingId: components["schemas"]["Id"];
            /** @description True answers the plan and stores nothing */
            dryRun?: boolean;
            /** @description Digest of the plan that was agreed to: 409 with the new plan when it moved */
            planDigest?: string;
        };
        PlannedStep: {
            /** @enum {string} */
            step: "identity-provider" | "audience" | "role" | "trust-policy" | "boundary" | "permissions" | "tags" | "session-duration" | "environment" | "mapping" | "assessment";
            /** @enum {string} */
            action: "create" | "update" | "delete" | "unchanged";
            target: string;
            summary: string;
            /** @description What is there now */
            before?: unknown;
            /** @description What will be there */
            after?: unknown;
        };
        OperationStep: {
            /** @enum {string} */
            step: "identity-provider" | "audience" | "role" | "trust-policy" | "boundary" | "permissions" | "tags" | "session-duration" | "environment" | "mapping" | "assessment";
            /** @enum {string} */
            action: "create" | "update" | "delete" | "unchanged";
            target: string;
            summary: string;
            /** @description What is there now */
            before?: unknown;
            /** @description What will be there */
            after?: unknown;
            /** @enum {string} */
            state: "pending" | "applying" | "succeeded" | "failed" | "rolled-back";
            error?: string;
        };
        ProvisionOutcome: {
            roleArn: string;
            identityProviderArn: string;
            audience: string;
            subject: string;
            mappingId?: string;
            status?: components["schemas"]["Status"];
        };
        Plan: {
            /** @enum {string} */
            kind: "provision" | "repair" | "deprovision";
            steps: components["schemas"]["PlannedStep"][];
            planDigest: string;
            outcome: components["schemas"]["ProvisionOutcome"];
        };
        /** @description A refusal; when the plan has moved, with the plan as it is now */
        OperationConflict: {
            error: {
                /** @description Such as NotFoundError */
                name: string;
                /** @description What is wrong, in a sentence */
                message: string;
            };
            /** @description What was asked */
            request?: {
                method: string;
                url: string;
            };
            response: {
                /** @description The status of the answer */
                statusCode: number;
            };
            plan?: components["schemas"]["Plan"];
        };
        Operation: {
            id: string;
            /** @enum {string} */
            kind: "provision" | "repair" | "deprovision";
            /** @enum {string} */
            state: "pending" | "applying" | "succeeded" | "rolling-back" | "rolled-back" | "needs-attention";
            environment: components["schemas"]["Environment"];
            accountId: components["schemas"]["AccountId"];
            ownerRef: string;
            steps: components["schemas"]["OperationStep"][];
            planDigest: string;
            outcome: components["schemas"]["ProvisionOutcome"];
            error?: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
        };
        OperationList: {
            items: components["schemas"]["Operation"][];
        };
        ProvisioningOptions: {
            /** @description Those that the user belongs to and that may provision something */
            owners: components["schemas"]["OwnerProvisioningOptions"][];
            /** @description What holds for every role */
            role: {
                path: string;
                nameTemplate: string;
                /** @description Whether a request may choose another name */
                customNames: boolean;
                /** @description Keys of tags that a request must give */
                requiredTags: string[];
                /** @description Tags that a request cannot change */
                fixedTags: {
                    [key: string]: string;
                };
                /** @description How many a role may have */
                managedPolicies: number;
            };
            /** @description What holds for every login */
            login: {
                /** @description Those that an exact trust policy can be written for */
                subjectAttributes: string[];
                /** @description What a request that names none gets; any list must hold them */
                requiredSubjectAttributes: string[];
            };
        };
        OwnerProvisioningOptions: {
            ownerRef: string;
            /** @description Alternatives: a provision stays within one of them */
            choices: components["schemas"]["ProvisioningChoice"][];
        };
        ProvisioningChoice: {
            /** @description Accounts that roles may be created in */
            accounts: {
                accountId: components["schemas"]["AccountId"];
                title?: string;
                /** @description ARN of the boundary that roles must have here */
                permissionsBoundaryArn?: string;
                /** @description ARNs of managed policies; * and ? are wildcards */
                managedPolicyArns: string[];
            }[];
            /** @description Projects whose environments may be used */
            projects: {
                organization: string;
                /** @description The project, or * for any */
                project: string;
            }[];
            /** @description Whether a role may have an inline policy */
            inlinePolicies: boolean;
            /** @description Services that its inline policy may name; absent: any */
            allowedServices?: string[];
            /** @description Seconds: the longest session that a role may have */
            maxSessionDuration: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListMappings: {
        parameters: {
            query?: {
                entityRef?: components["schemas"]["EntityRef"][];
                ownerRef?: components["schemas"]["EntityRef"][];
                environment?: string[];
                organization?: components["schemas"]["PulumiName"][];
                project?: components["schemas"]["PulumiName"][];
                accountId?: components["schemas"]["AccountId"][];
                roleName?: components["schemas"]["RoleName"][];
                status?: components["schemas"]["Status"][];
                access?: components["schemas"]["Access"][];
                exposure?: components["schemas"]["ExposureVerdict"][];
                finding?: components["schemas"]["FindingCode"][];
                source?: components["schemas"]["MappingSource"][];
                /** @description Whether to show the discovered pairs that are ignored, instead of all others */
                ignored?: boolean;
                /** @description The beginning of organization/project/name, project/name, the name, the role or the account; in any case */
                q?: string;
                /** @description Default: environment. status: the worst first */
                orderField?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingList"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    RegisterMapping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterMappingRequest"];
            };
        };
        responses: {
            /** @description It was registered already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
            /** @description The new mapping, assessed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is there now stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description AWS or Pulumi Cloud can’t be asked, and why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    GetMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mapping */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ForgetMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is there now stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ChangeMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MappingChange"];
            };
        };
        responses: {
            /** @description The mapping, assessed when its owner changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is there now stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description AWS or Pulumi Cloud can’t be asked, and why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    GetMappingHistory: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    AcceptFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                fingerprint: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptanceRequest"];
            };
        };
        responses: {
            /** @description The mapping, assessed again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is there now stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    WithdrawAcceptance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                fingerprint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mapping, assessed again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is there now stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    GetSummary: {
        parameters: {
            query?: {
                entityRef?: components["schemas"]["EntityRef"][];
                ownerRef?: components["schemas"]["EntityRef"][];
                environment?: string[];
                organization?: components["schemas"]["PulumiName"][];
                project?: components["schemas"]["PulumiName"][];
                accountId?: components["schemas"]["AccountId"][];
                roleName?: components["schemas"]["RoleName"][];
                status?: components["schemas"]["Status"][];
                access?: components["schemas"]["Access"][];
                exposure?: components["schemas"]["ExposureVerdict"][];
                finding?: components["schemas"]["FindingCode"][];
                source?: components["schemas"]["MappingSource"][];
                /** @description Whether to show the discovered pairs that are ignored, instead of all others */
                ignored?: boolean;
                /** @description The beginning of organization/project/name, project/name, the name, the role or the account; in any case */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    AssessMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mapping with its new trust report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description AWS or Pulumi Cloud can’t be asked, and why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    VerifyMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mapping; lastVerified says what happened */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is there now stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description AWS or Pulumi Cloud can’t be asked, and why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ListAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ListRoles: {
        parameters: {
            query?: {
                /** @description The beginning of the name; in any case */
                q?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                accountId: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    GetRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accountId: components["schemas"]["AccountId"];
                roleName: components["schemas"]["RoleName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleDetails"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ListOrganizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationList"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ListEnvironments: {
        parameters: {
            query: {
                organization: components["schemas"]["PulumiName"];
                /** @description The beginning of project/name or of the name; in any case */
                q?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvironmentList"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description AWS or Pulumi Cloud can’t be asked, and why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    GetEnvironment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: components["schemas"]["PulumiName"];
                project: components["schemas"]["PulumiName"];
                name: components["schemas"]["PulumiName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The environment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvironmentDetails"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description AWS or Pulumi Cloud can’t be asked, and why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    Evaluate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluationRequest"];
            };
        };
        responses: {
            /** @description The trust report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustReport"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ListOperations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 100 operations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationList"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    StartOperation: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationRequest"];
            };
        };
        responses: {
            /** @description A dry run: the plan. Or the operation that this Idempotency-Key started */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"] | components["schemas"]["Operation"];
                };
            };
            /** @description The operation that has started */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The key was used for something else, the plan has moved, or what is there stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationConflict"];
                };
            };
            /** @description AWS or Pulumi Cloud can’t be asked, and why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    GetOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation and how far it got */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    CancelOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation, which will be taken back */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is none that the caller may read */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is there now stands in the way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    GetProvisioningOptions: {
        parameters: {
            query?: {
                /** @description Only this owner; the user must belong to it */
                ownerRef?: components["schemas"]["EntityRef"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What may be chosen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvisioningOptions"];
                };
            };
            /** @description What is asked for is malformed, or can’t be */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It is not for who is signed in */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description What is wrong, in one sentence */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
