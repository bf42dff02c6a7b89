namespace Fathom.Catalog.DataSources;

/// <summary>The public data that Fathom knows: name, origin, licence, size and SHA-256 of each file.</summary>
public sealed class DataSourceRegistry
{
    /// <summary>All sources, by name.</summary>
    public IReadOnlyList<DataSource> Sources { get; }

    private DataSourceRegistry(IReadOnlyList<DataSource> sources) => Sources = sources;

    /// <summary>The registry that comes with Fathom.</summary>
    public static DataSourceRegistry Load() => throw new NotImplementedException();
}
