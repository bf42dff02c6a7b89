using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Catalog.DataSources;

/// <summary>The public data that Fathom knows: name, origin, licence, size and SHA-256 of each file.</summary>
public sealed partial class DataSourceRegistry
{
    private const string Embedded = "data-sources.yaml";

    private readonly Dictionary<string, DataSource> _byName;

    private DataSourceRegistry(IReadOnlyList<DataSource> sources)
    {
        Sources = sources;
        _byName = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);
    }

    /// <summary>All sources, in the order of the file.</summary>
    public IReadOnlyList<DataSource> Sources { get; }

    /// <summary>The registry that comes with Fathom.</summary>
    public static DataSourceRegistry Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Embedded)
            ?? throw new DataSourceRegistryException(Embedded, "not embedded in this build");
        using var text = new StreamReader(stream);
        return Parse(text, Embedded);
    }

    /// <summary>A registry from YAML text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="origin">What messages call the source.</param>
    /// <exception cref="DataSourceRegistryException">A member is missing, unknown or malformed.</exception>
    public static DataSourceRegistry Parse(TextReader text, string origin)
    {
        try
        {
            var records = new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithEnforceRequiredMembers()
                .Build()
                .Deserialize<List<DataSourceRecord>?>(text) ?? [];
            Require(records.DistinctBy(record => record.Name).Count() == records.Count, origin, "sources", "a name each", "a name twice");
            return new DataSourceRegistry([.. records.Select(record => Check(record, origin))]);
        }
        catch (YamlException broken)
        {
            throw new DataSourceRegistryException(
                origin, $"line {broken.Start.Line}: {broken.InnerException?.Message ?? broken.Message}", broken);
        }
    }

    /// <summary>Finds a file of a source by both names.</summary>
    public bool TryFind(
        string name, string file, [NotNullWhen(true)] out DataSource? source, [NotNullWhen(true)] out DataSourceFile? entry)
    {
        entry = _byName.TryGetValue(name, out source)
            ? source.Files.FirstOrDefault(candidate => candidate.Name == file)
            : null;
        return entry is not null && source is not null;
    }

    private static DataSource Check(DataSourceRecord record, string origin)
    {
        var place = $"source {record.Name}";
        Require(FileName().IsMatch(record.Name), origin, place, "a name of letters, digits, '-', '_' and '.'", record.Name);
        Require(Repository().IsMatch(record.Repository), origin, place, "a repository as owner/name", record.Repository);
        Require(Commit().IsMatch(record.Commit), origin, place, "a commit of 40 hexadecimal digits", record.Commit);
        var files = record.Files.Select(file => Check(file, record, origin)).ToArray();
        Require(files.DistinctBy(file => file.Name).Count() == files.Length, origin, place, "a name each file", "a name twice");
        return new DataSource(
            record.Name, record.Title, record.Repository, record.Commit, record.Licence, record.Citation, files);
    }

    private static DataSourceFile Check(DataSourceFileRecord file, DataSourceRecord source, string origin)
    {
        var place = $"source {source.Name}, file {file.Name}";
        Require(FileName().IsMatch(file.Name), origin, place, "a file name without a path", file.Name);
        Require(RepositoryPath().IsMatch(file.Path), origin, place, "a path below the repository", file.Path);
        Require(file.Size >= 0, origin, place, "a size of 0 or more", $"{file.Size}");
        Require(Sha256().IsMatch(file.Sha256), origin, place, "64 lower-case hexadecimal digits", file.Sha256);
        var url = new Uri($"https://raw.githubusercontent.com/{source.Repository}/{source.Commit}/{file.Path}");
        return new DataSourceFile(file.Name, file.Path, url, file.Size, file.Sha256);
    }

    private static void Require(bool holds, string origin, string place, string expected, string found)
    {
        if (!holds)
        {
            throw new DataSourceRegistryException(origin, $"{place}: expected {expected}, found {found}");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+-]{0,127}\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\A[A-Za-z0-9-]+/[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Repository();

    [GeneratedRegex(@"\A[0-9a-f]{40}\z")]
    private static partial Regex Commit();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Sha256();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*)*\z")]
    private static partial Regex RepositoryPath();
}
