namespace Fathom.Catalog.DataSources;

/// <summary>Finds a verified copy of a file of a data source: mirrors first, then the cache, then the network.</summary>
public sealed class DataSourceResolver(DataSourceRegistry registry, DataSourceResolverOptions options, HttpMessageInvoker? http = null)
{
    /// <summary>Finds a file.</summary>
    /// <param name="name">Name of the source.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="mirrorFolders">Mirrors to look in before all else; each holds a folder a source.</param>
    public DataSourceResult Find(string name, string file, IReadOnlyList<string> mirrorFolders) =>
        throw new NotImplementedException($"{registry} {options} {http} {name} {file} {mirrorFolders}");
}
