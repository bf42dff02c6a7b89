namespace Fathom.Catalog.DataSources;

/// <summary>What a search for a file of a data source gave.</summary>
public abstract record DataSourceResult
{
    private DataSourceResult()
    {
    }

    /// <summary>The file, its SHA-256 checked.</summary>
    /// <param name="Path">Where it lies.</param>
    /// <param name="Source">The source it belongs to.</param>
    /// <param name="File">The file's entry.</param>
    public sealed record Found(string Path, DataSource Source, DataSourceFile File) : DataSourceResult;

    /// <summary>No verified copy could be had.</summary>
    /// <param name="Reason">Why, with every place that was tried.</param>
    public sealed record Unavailable(string Reason) : DataSourceResult;
}
