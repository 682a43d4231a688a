import * as z from 'zod';

const uid = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'a uid has up to 40 letters, digits, "-" and "_"');

const permission = z
  .strictObject({
    role: z.enum(['Viewer', 'Editor']).optional(),
    teamId: z.int().positive().optional(),
    userId: z.int().positive().optional(),
    allows: z.enum(['view', 'edit', 'admin']),
  })
  .refine(
    (entry) => [entry.role, entry.teamId, entry.userId].filter((who) => who !== undefined).length === 1,
    'name one of role, teamId and userId',
  );

const dataSource = z
  .strictObject({
    uid: uid.default('tickerlake-athena'),
    name: z.string().min(1).default('Tickerlake'),
    authType: z
      .enum(['default', 'keys', 'credentials', 'ec2_iam_role', 'grafana_assume_role'])
      .default('default')
      .meta({ description: 'Amazon Managed Grafana needs ec2_iam_role' }),
    defaultRegion: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region such as us-east-1')
      .default('us-east-1'),
    catalog: z.string().min(1).default('AwsDataCatalog'),
    database: z.string().min(1).default('tickerlake'),
    workgroup: z.string().min(1).default('primary'),
    outputLocation: z
      .string()
      .regex(/^s3:\/\//, 'an s3:// address')
      .optional()
      .meta({ description: 'ignored if the workgroup enforces its own' }),
    profile: z.string().min(1).optional(),
    assumeRoleArn: z.string().regex(/^arn:/, "a role's ARN").optional(),
    externalId: z.string().min(1).optional(),
    endpoint: z
      .url()
      .optional()
      .meta({ description: 'an endpoint to use instead of Athena, such as `tickerlake serve`' }),
  })
  .refine(
    (source) => source.endpoint === undefined || source.assumeRoleArn === undefined,
    'endpoint and assumeRoleArn exclude each other: the plugin would request the role from the endpoint',
  );

/**
 * What to apply to Grafana, and where: the `grafana` section of `tickerlake.config.json`, and the settings of the
 * provisioner. Secrets are never part of it.
 *
 * @example
 * grafanaSettings.parse({ url: 'https://grafana.example.com', folder: { uid: 'tickerlake', title: 'Tickerlake' } });
 */
export const grafanaSettings = z.strictObject({
  url: z.url().optional().meta({ description: "Grafana's address; GRAFANA_URL takes precedence" }),
  owner: uid.default('tickerlake').meta({
    description:
      "owner of the resources that apply writes; owners in the same Grafana do not touch each other's resources",
  }),
  folder: z
    .strictObject({
      uid: uid.default('tickerlake'),
      title: z.string().min(1).default('Tickerlake'),
      parentUid: uid.optional(),
    })
    .prefault({})
    .meta({ description: 'the folder of the dashboards' }),
  permissions: z
    .array(permission)
    .optional()
    .meta({ description: "the complete list of the folder's permissions; without it, permissions are not changed" }),
  dataSource: z.union([dataSource, z.null()]).prefault({}).meta({
    description:
      'the Athena data source; null to leave data sources and alert rules unchanged (the rules need its uid)',
  }),
});

/** The settings with defaults. */
export type GrafanaSettings = z.output<typeof grafanaSettings>;
