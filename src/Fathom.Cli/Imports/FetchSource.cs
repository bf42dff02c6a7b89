using Fathom.Catalog.DataSources;
using Fathom.Database;

namespace Fathom.Cli.Imports;

/// <summary>Finds a file of a public data source: mirrors, the workspace's cache, then its origin.</summary>
internal static class FetchSource
{
    public static DataSourceResult Find(WorkspaceFolders folders, string source, string file, IReadOnlyList<string> mirrors)
    {
        using var network = new HttpClient();
        var options = new DataSourceResolverOptions { CacheFolder = folders.Sources };
        return new DataSourceResolver(DataSourceRegistry.Load(), options, network).Find(source, file, mirrors);
    }
}
