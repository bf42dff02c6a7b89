namespace Fathom.Catalog.DataSources;

/// <summary>
/// Finds a verified copy of a file of a data source: given mirrors, the mirrors of the environment, <c>shared/data</c>
/// beside the repository or the working folder, the cache, and last the network.
/// </summary>
/// <param name="registry">The sources.</param>
/// <param name="options">Where to look.</param>
/// <param name="http">Sends requests; none is made without it.</param>
public sealed class DataSourceResolver(DataSourceRegistry registry, DataSourceResolverOptions options, HttpMessageInvoker? http = null)
{
    private static readonly string SharedData = Path.Combine("shared", "data");

    /// <summary>Finds a file.</summary>
    /// <param name="name">Name of the source.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="mirrorFolders">Mirrors to look in before all else; each holds a folder a source.</param>
    public DataSourceResult Find(string name, string file, IReadOnlyList<string> mirrorFolders)
    {
        ArgumentNullException.ThrowIfNull(mirrorFolders);

        // Only names that the registry has, and checked, ever become part of a path.
        if (!registry.TryFind(name, file, out var source, out var entry))
        {
            return new DataSourceResult.Unavailable($"the registry of data sources has no file '{file}' of a source '{name}'");
        }

        var tried = new List<string>();
        foreach (var folder in Folders(mirrorFolders))
        {
            var path = Path.GetFullPath(Path.Combine(folder, source.Name, entry.Name));
            if (FileVerification.Problem(path, entry) is not { } problem)
            {
                return new DataSourceResult.Found(path, source, entry);
            }

            tried.Add($"{path}: {problem}");
        }

        return Download(source, entry, tried);
    }

    private IEnumerable<string> Folders(IReadOnlyList<string> mirrorFolders)
    {
        var fromEnvironment = (options.MirrorVariableValue ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var beside = options.SearchFrom.SelectMany(Ancestors).Select(folder => Path.Combine(folder, SharedData)).Where(Directory.Exists);
        string[] cache = options.CacheFolder is { } folder ? [folder] : [];
        return mirrorFolders.Concat(fromEnvironment).Concat(beside).Concat(cache).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    private DataSourceResult Download(DataSource source, DataSourceFile entry, List<string> tried)
    {
        if (options.Offline || options.CacheFolder is null || http is null)
        {
            tried.Add($"{entry.Url}: not asked, downloads are off");
        }
        else
        {
            var target = Path.GetFullPath(Path.Combine(options.CacheFolder, source.Name, entry.Name));
            var download = new DataSourceDownload(http, options.DownloadTimeout, options.MaxDownloadBytes);
            if (download.Fetch(entry, target) is not { } problem)
            {
                return new DataSourceResult.Found(target, source, entry);
            }

            tried.Add($"{entry.Url}: {problem}");
        }

        return new DataSourceResult.Unavailable(
            $"{source.Name}/{entry.Name} is not to be had: {string.Join("; ", tried)}. "
            + $"Put it into a folder {source.Name} of a mirror and name the mirror in {DataSourceResolverOptions.MirrorVariable}.");
    }
}
