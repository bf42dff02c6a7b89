namespace Fathom.Catalog.DataSources;

/// <summary>A registry of data sources does not hold what it must.</summary>
/// <param name="origin">The file or the embedded name.</param>
/// <param name="problem">Place, what was expected and what was found.</param>
/// <param name="inner">The underlying failure, if any.</param>
public sealed class DataSourceRegistryException(string origin, string problem, Exception? inner = null)
    : Exception($"{origin}: {problem}", inner)
{
    /// <summary>The file or the embedded name.</summary>
    public string Origin { get; } = origin;
}
