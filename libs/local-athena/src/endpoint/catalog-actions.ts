import * as z from 'zod';
import { describeTable } from '../catalog/describe-table.ts';
import type { CatalogTable } from '../catalog/metadata-catalog.ts';
import { bareName } from '../sql/table-name.ts';
import { ApiError, invalidRequest } from '../api/api-error.ts';
import type { EndpointAction, EndpointState } from './endpoint-state.ts';
import { engineVersion } from '../executions/execution.ts';
import { namePattern } from '../api/name-pattern.ts';
import { takePage } from '../api/take-page.ts';
import type { WorkGroup } from './workgroups.ts';

const catalogSchema = z.object({ CatalogName: z.string() });
const pageSchema = catalogSchema.extend({
  NextToken: z.string().optional(),
  MaxResults: z.int().min(1).max(50).default(50),
});
const databaseSchema = catalogSchema.extend({ DatabaseName: z.string() });
const tableSchema = databaseSchema.extend({ TableName: z.string() });
const tablesSchema = pageSchema.extend({ DatabaseName: z.string(), Expression: z.string().optional() });

const theCatalog = { CatalogName: 'AwsDataCatalog', Type: 'GLUE', Status: 'CREATE_COMPLETE' } as const;

/** The actions on workgroups, catalogues, databases and tables. */
export const catalogActions: Readonly<Record<string, EndpointAction>> = {
  CreateWorkGroup: (input, { workGroups }) => done(workGroups.create(input)),
  UpdateWorkGroup: (input, { workGroups }) => done(workGroups.update(input)),
  DeleteWorkGroup: (input, { workGroups }) =>
    done(workGroups.remove(z.object({ WorkGroup: z.string() }).parse(input).WorkGroup)),
  GetWorkGroup: (input, { workGroups, results }) => ({
    WorkGroup: describeWorkGroup(
      workGroups.get(z.object({ WorkGroup: z.string() }).parse(input).WorkGroup),
      results !== null,
    ),
  }),
  ListWorkGroups: (_, { workGroups }) => ({ WorkGroups: workGroups.list().map(summarizeWorkGroup) }),
  ListEngineVersions: () => ({
    EngineVersions: [{ SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: engineVersion.EffectiveEngineVersion }],
  }),

  ListDataCatalogs: () => ({ DataCatalogsSummary: [theCatalog] }),
  GetDataCatalog(input) {
    requireCatalog(z.object({ Name: z.string() }).parse(input).Name);
    return {
      DataCatalog: { Name: theCatalog.CatalogName, Type: theCatalog.Type, Status: theCatalog.Status, Parameters: {} },
    };
  },

  async ListDatabases(input, { catalog }) {
    const { CatalogName, ...page } = pageSchema.parse(input);
    requireCatalog(CatalogName);
    const { items, next } = takePage(await catalog.databases(), page);
    return {
      DatabaseList: items.map(({ name, description }) => ({
        Name: name,
        ...(description !== null && { Description: description }),
      })),
      ...next,
    };
  },
  async GetDatabase(input, { catalog }) {
    const { CatalogName, DatabaseName } = databaseSchema.parse(input);
    requireCatalog(CatalogName);
    const found = (await catalog.databases()).find(({ name }) => name === bareName(DatabaseName));
    if (found === undefined) throw notFound(`Database ${DatabaseName}`);
    return { Database: { Name: found.name, ...(found.description !== null && { Description: found.description }) } };
  },

  async ListTableMetadata(input, state) {
    const { CatalogName, DatabaseName, Expression, ...page } = tablesSchema.parse(input);
    requireCatalog(CatalogName);
    const wanted = namePattern(Expression);
    const tables = (await requireTables(DatabaseName, state)).filter(({ name }) => wanted.test(name));
    const { items, next } = takePage(tables, page);
    return { TableMetadataList: items.map(describeTable), ...next };
  },
  async GetTableMetadata(input, { catalog }) {
    const { CatalogName, DatabaseName, TableName } = tableSchema.parse(input);
    requireCatalog(CatalogName);
    const found = await catalog.table(bareName(DatabaseName), bareName(TableName));
    if (found === null) throw notFound(`Table ${DatabaseName}.${TableName}`);
    return { TableMetadata: describeTable(found) };
  },
};

function done(_: void): object {
  return {};
}

function requireCatalog(name: string): void {
  if (name.toLowerCase() !== 'awsdatacatalog') throw invalidRequest(`DataCatalog ${name} was not found`);
}

async function requireTables(database: string, { catalog }: EndpointState): Promise<readonly CatalogTable[]> {
  const tables = await catalog.tables(bareName(database));
  if (tables === null) throw notFound(`Database ${database}`);
  return tables;
}

/** Glue's error as Athena wraps it; PyAthena detects a missing table by it. */
function notFound(what: string): ApiError {
  return new ApiError(
    'MetadataException',
    `${what} not found. (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: 00000000-0000-0000-0000-000000000000; Proxy: null)`,
  );
}

function summarizeWorkGroup({ name, state, description, createdAt }: WorkGroup) {
  return {
    Name: name,
    State: state,
    Description: description,
    CreationTime: createdAt.getTime() / 1_000,
    EngineVersion: engineVersion,
  };
}

/**
 * Results of a workgroup without a location are managed where no store of results is given: clients that read results from
 * S3 check this and use the API instead.
 */
function describeWorkGroup(group: WorkGroup, hasStore: boolean) {
  const { EngineVersion, ...summary } = summarizeWorkGroup(group);
  return {
    ...summary,
    Configuration: {
      ResultConfiguration: group.outputLocation === null ? {} : { OutputLocation: group.outputLocation },
      ManagedQueryResultsConfiguration: { Enabled: !hasStore && group.outputLocation === null },
      EnforceWorkGroupConfiguration: group.isEnforced,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      ...(group.cutoffBytes !== null && { BytesScannedCutoffPerQuery: group.cutoffBytes }),
      EngineVersion,
    },
  };
}
